filedesc://a.arc 0.0.0.0 20141218220507 text/plain 68
1 0 a.example
URL IP-address Archive-date Content-type Archive-length

http://a.example/ 10.0.0.1 20141218220507 text/plain 50
HTTP/1.0 200 OK
Content-Type: text/plain

One.
http://a.example/ 10.0.0.1 20141218220507 text/plain 48
HTTP/1.0 200 OK
Content-Type: text/plain

Two.
http://a.example/ 10.0.0.1 20141218220507 text/plain 51
HTTP/1.0 200 OK
Content-Type: text/plain

Three.
