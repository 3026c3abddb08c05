filedesc://a.arc 0.0.0.0 20141218220507 text/plain 200 - - 0 a.arc 14
2 0 a.example

http://a.example/ 10.0.0.1 20141218220507 text/plain 200 ABCDEF - 150 a.arc 49
HTTP/1.0 200 OK
Content-Type: text/plain

One.
