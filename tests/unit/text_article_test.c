/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The formats that are text and nothing else: plain, Markdown.
 */
#include "unit.h"

#include "article.h"
#include "markdown_plain.h"
#include "text_lines.h"

/* "title|url|byline|published from|text", or the fate and reason. */
static void extract(const char *type, const char *text, buffer *out)
{
    article_extractor *x = article_extractor_new();
    char date[DATE_TEXT_MAX] = "";
    article a;
    record r;

    record_init(&r);
    r.media_type = str_of(type);
    buffer_append_str(&r.block, str_of(text));
    record_decode(&r);
    article_extract(x, &a, &r);
    buffer_init(out, 1 << 20);
    if (r.fate != FATE_NONE) {
        buffer_append_format(out, "%s: %s", record_fate_name(r.fate),
                             r.reason);
    } else {
        civil_date_format(&a.published, date);
        buffer_append_format(out, "%.*s|%.*s|%.*s|%s %s|%.*s",
                             (int)a.title.size, a.title.data,
                             (int)a.url.size, a.url.data,
                             (int)a.byline.size, a.byline.data, date,
                             a.published_from ? a.published_from : "-",
                             (int)a.text.size, a.text.data);
    }
    record_free(&r);
    article_extractor_free(x);
}

typedef struct article_case {
    const char *type, *text, *expected;
} article_case;

static void check_articles(const article_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer out;

        extract(cases[i].type, cases[i].text, &out);
        assert_string_equal(out.data, cases[i].expected);
        buffer_free(&out);
    }
}

static void articles_are_read(void **state)
{
    static const article_case cases[] = {
        {"text/plain",
         "The Daily\n\nRiver rises in the old town\n\nIt rained.\n\nAgain.\n",
         "River rises in the old town|||"
         " -|The Daily\nRiver rises in the old town\nIt rained.\nAgain."},
        {"text/plain", "\xef\xbb\xbfR\xc3\xa9sum\xc3\xa9 of a long night\n\nx",
         "R\xc3\xa9sum\xc3\xa9 of a long night|||"
         " -|R\xc3\xa9sum\xc3\xa9 of a long night\nx"},
        {"text/plain", "R\xe9sum\xe9 of a long night\n\nx",
         "R\xc3\xa9sum\xc3\xa9 of a long night|||"
         " -|R\xc3\xa9sum\xc3\xa9 of a long night\nx"},
        {"text/plain", "The mayor met the council on Friday.\n",
         "||| -|The mayor met the council on Friday."},
        {"text/plain", "A line and nothing more\n",
         "||| -|A line and nothing more"},
        {"text/plain", " \n", "not_article: empty payload"},
        {"text/markdown",
         "---\ntitle: 'It''s *here*'\ndate: 2014-12-18\n"
         "published_time: 2014-12-18 22:05:07-05:00\nauthors: [A. One, B]\n"
         "source_url: https://a.example/x\nmore:\n  title: not this\n---\n"
         "The **first**\nparagraph.\n\n- one\n- two\n",
         "It's *here*|https://a.example/x|A. One, B|"
         "2014-12-18T22:05:07-05:00 format|"
         "The first paragraph.\none\ntwo"},
        {"text/markdown",
         "+++\ntitle = \"A \\\"title\\\"\"\ndate = 2014-12-18T22:05:07Z\n"
         "authors = [ 'A. One', \"B\" ] # two\ndraft = false\n[more]\n"
         "title = 'no'\n+++\nText.\n",
         "A \"title\"||A. One, B|2014-12-18T22:05:07Z format|Text."},
        {"text/plain", "---\r\ntitle: x\r\n---\r\nText.\r\n",
         "x||| -|Text."},
        {"text/markdown",
         "---\ntitle: War: a history\nauthor: 'A. One'\n---\nText.\n",
         "War: a history||A. One| -|Text."},
        {"text/markdown",
         "---\ntitle: x\nauthors:\n - name: A. One\n   mail: a@b.example\n"
         " - B. Two\n---\nText.\n",
         "x||A. One, B. Two| -|Text."},
        {"text/markdown", "\xef\xbb\xbf---\ntitle: x\n--- \nText.\n",
         "x||| -|Text."},
        /* A rule, and text between it and the next. */
        {"text/markdown", "---\nThe mayor: I am done.\n\n---\n\nText.\n",
         "||| -|The mayor: I am done.\nText."},
        {"text/markdown", "# A heading\n\nText.\n",
         "A heading||| -|Text."},
        {"text/markdown", "---\ntitle: x\n---\n",
         "not_article: no text below the front matter"},
        {"text/plain", "---\ntitle: x\n---\nText.\n", "x||| -|Text."},
        {"application/json",
         "{\"headline\": {\"main\": \"A title\"}, \"publish_date\": "
         "\"2014-12-18T22:05:07Z\", \"authors\": [\"A\", {\"name\": "
         "\"B\"}], \"text\": \"One.\\n\\nTwo.\", \"url\": "
         "\"https://a.example/x\"}",
         "A title|https://a.example/x|A, B|2014-12-18T22:05:07Z format|"
         "One.\nTwo."},
        {"application/json",
         "{\"_source\": {\"title\": \"T\", \"content\": "
         "\"<p>a &amp; b</p><p>c</p>\", \"date\": 1418940307}}",
         "T|||2014-12-18T22:05:07Z format|a & b\nc"},
        {"application/json",
         "{\"title\": \"T\", \"text\": \"<p>one\\ntwo</p><table><tr><td>a"
         "</td><td>b</td></tr><tr><td>c <d@e.example> <5</td></tr></table>"
         "<style>p > q</style><h5>x</h5>y\"}",
         "T||| -|one two\na b\nc <d@e.example> <5\nx\ny"},
        {"application/json",
         "{\"title\": \"T\", \"text\": \"x\", \"publish_date\": "
         "\"04-03-2019\", \"warc_date\": \"2019-05-01\"}", /* RealNews */
         "T|||2019-04-03 format|x"},
        {"application/json",
         "{\"title\": \"T\", \"text\": \"x\", \"date\": \"04-03-2019\"}",
         "T|||2019 format|x"}, /* April or March: who knows */
        {"application/json",
         "{\"text\": \"x\", \"date\": \"2013-05-18T05:48:59Z\", \"dump\": "
         "\"CC-MAIN-2013-20\", \"file_path\": \"s3://x\"}", /* FineWeb */
         "||| -|x"},
        {"application/json",
         "{\"headline\": {\"main\": \"T\"}, \"byline\": {\"original\": "
         "\"By Jo Doe\"}, \"abstract\": \"x\", \"lead_paragraph\": \"One.\", "
         "\"web_url\": \"https://a.example/x\"}",
         "T|https://a.example/x|Jo Doe| -|One."},
        {"application/json",
         "{\"@graph\": [{\"name\": \"Site\"}, {\"headline\": \"T\", "
         "\"articleBody\": \"One.\", \"datePublished\": \"2014-12-18\"}]}",
         "T|||2014-12-18 format|One."},
        {"application/xml",
         "<newsitem itemid='2' date='1996-08-20' xml:lang='en'><title>T: x"
         "</title><headline>T x</headline><byline>Jo Doe</byline><text>"
         "<p>One.</p>\n<p>Two.</p></text></newsitem>",
         "T x||Jo Doe|1996-08-20 format|One.\nTwo."},
        {"text/sgml",
         "<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<HEAD>T</HEAD>\n<TEXT>\nOne."
         "\n</TEXT>\n</DOC>", "T|||1988-02-12 format|One."},
        {"text/sgml",
         "<DOC>\n<DOCNO> LA010289-0001 </DOCNO>\n<TEXT>\nOne.\n</TEXT>\n"
         "</DOC>", "|||1989-01-02 format|One."},
        {"text/sgml", /* the third of February, or 2001 */
         "<DOC>\n<DOCNO> XY010203-0001 </DOCNO>\n<TEXT>\nOne.\n</TEXT>\n"
         "</DOC>", "||| -|One."},
        {"application/x-feed-item",
         "<rss><channel><item><title>T</title><author>jo@a.example (Jo Doe)"
         "</author><encoded>&lt;p>One.&lt;/p></encoded></item></channel></rss>",
         "T||Jo Doe| -|One."},
        {"application/json", "{\"count\": 1}",
         "not_article: JSON without a text"},
        {"application/json", "{\"text\": ",
         "malformed: JSON that can't be read"},
        {"text/csv",
         "title,date,text\n\"A \"\"so-called\"\" title\","
         "\"December 18, 2014\",\"One.\n\nTwo.\"\n",
         "A \"so-called\" title|||2014-12-18 format|One.\nTwo."},
        {"text/csv; delimiter=semicolon",
         "Titel;Datum;Text\n\"6\" nails\" ; 18.12.2014;One; and more\n",
         "6\" nails|||2014-12-18 format|One"},
        {"application/xml",
         "<?xml version='1.0' encoding='UTF-8'?><nitf><body><hl1>R\xe9sum\xe9"
         "</hl1><body.content><p>Caf\xe9 \x93quoted\x94 and more of it."
         "</p></body.content></body></nitf>",
         "R\xc3\xa9sum\xc3\xa9||| -|Caf\xc3\xa9 \xe2\x80\x9cquoted\xe2\x80\x9d"
         " and more of it."},
        {"application/x-feed-item",
         "<rss xmlns:c='x' xmlns:dc='y'><channel><title>The Day</title>"
         "<link>http://a.example/</link><item><title>A &amp;amp; b</title>"
         "<link>http://a.example/1</link><dc:creator>Jo</dc:creator>"
         "<pubDate>Thu, 18 Dec 2014 22:05:07 GMT</pubDate><description>short"
         "</description><c:encoded><![CDATA[<p>One.</p><p>Two.</p>]]>"
         "</c:encoded></item>",
         "A & b|http://a.example/1|Jo|2014-12-18T22:05:07Z format|"
         "One.\nTwo."},
        {"application/x-feed-item",
         "<feed xmlns='x'><title>Day</title><entry><title>T</title>"
         "<link rel='self' href='http://a.example/no'/>"
         "<link rel='alternate' href='http://a.example/1'/><author><name>Jo"
         "</name></author><author><name>Ann</name></author>"
         "<updated>2014-12-19</updated><published>2014-12-18</published>"
         "<content type='xhtml'><div><p>One.</p><p>Two.</p></div></content>"
         "</entry>",
         "T|http://a.example/1|Jo, Ann|2014-12-18 format|One.\nTwo."},
        {"application/x-feed-item",
         "<rss><channel><item><title>T</title><description>Short.</description>"
         "</item>",
         "not_article: feed item without its article"},
        {"application/rss+xml",
         "<rss><channel><item><title>T</title></item></channel></rss>",
         "not_article: a feed"},
        {"text/tab-separated-values", "id\ttext\n1\tOne.\n",
         "||| -|One."},
        {"text/sgml",
         "<REUTERS NEWID=\"1\"><DATE>26-FEB-1987 15:01:01.79</DATE>\n"
         "<TEXT>&#2;\n<TITLE>A TITLE &lt;X&gt;</TITLE>\n"
         "<AUTHOR>    By Jo Doe, Reuters</AUTHOR><DATELINE>    ROME, Feb 26 - "
         "</DATELINE><BODY>It rained.\n    It stopped.\n Reuter\n&#3;</BODY>"
         "</TEXT></REUTERS>",
         "A TITLE <X>||Jo Doe, Reuters|1987-02-26 format|"
         "ROME, Feb 26 - It rained.\nIt stopped."},
        {"text/sgml",
         "<DOC id=\"NYT_ENG_19940701.0001\" type=\"story\">\n<HEADLINE>\n"
         "A title\n</HEADLINE>\n<TEXT>\n<P>\nOne.\n</P>\n<P>\nTwo.\n</P>\n"
         "</TEXT>\n</DOC>",
         "A title|||1994-07-01 format|One.\nTwo."},
        {"text/sgml",
         "<DOC>\n<DOCNO> LA010189-0001 </DOCNO>\n<DATE><P>January 1, 1989, "
         "Sunday, Home Edition</P></DATE>\n<BYLINE>By JO DOE</BYLINE>"
         "<TEXT>One.</TEXT></DOC>",
         "||JO DOE|1989-01-01 format|One."},
        {"application/xml",
         "<?xml version='1.0'?><nitf><head><title>t</title><pubdata "
         "date.publication='20141218T220507Z' name='The Day' "
         "ex-ref='http://a.example/x'/></head><body><body.head><hedline>"
         "<hl1>A title</hl1></hedline><byline>By Jo Doe</byline></body.head>"
         "<body.content><block class='lead_paragraph'><p>One.</p></block>"
         "<block class='full_text'><p>One.</p><p>Two <em>it</em>.</p></block>"
         "</body.content></body></nitf>",
         "A title|http://a.example/x|Jo Doe|2014-12-18T22:05:07Z format|"
         "One.\nTwo it."},
        {"application/xml",
         "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' xml:lang='en'>"
         "<itemMeta><provider><name>The Wire</name></provider>"
         "<versionCreated>2014-12-19T00:00:00Z</versionCreated></itemMeta>"
         "<contentMeta><contentCreated>2014-12-18T22:05:07+01:00"
         "</contentCreated><headline>A title</headline><by>By Jo</by>"
         "</contentMeta><contentSet><inlineXML><html><head><title>x</title>"
         "</head><body><p>One.</p><p>Two.</p></body></html></inlineXML>"
         "</contentSet></newsItem>",
         "A title||Jo|2014-12-18T22:05:07+01:00 format|One.\nTwo."},
        {"application/xml",
         "<alto><Layout><Page><PrintSpace><TextBlock><TextLine>"
         "<String CONTENT='The'/><SP/><String CONTENT='coun' "
         "SUBS_TYPE='HypPart1' SUBS_CONTENT='council'/><HYP CONTENT='-'/>"
         "</TextLine><TextLine><String CONTENT='cil' SUBS_TYPE='HypPart2' "
         "SUBS_CONTENT='council'/><SP/><String CONTENT='met-'/></TextLine>"
         "<TextLine><String CONTENT='again'/></TextLine></TextBlock>"
         "<TextBlock><TextLine><String CONTENT='End.'/></TextLine>"
         "</TextBlock></PrintSpace></Page></Layout></alto>",
         "The council metagain||| -|The council metagain\nEnd."},
        {"application/xml",
         "<a:alto xmlns:a='x'><a:ReadingOrder><a:OrderedGroup>"
         "<a:ElementRef REF='b3'/><a:ElementRef REF='c'/></a:OrderedGroup>"
         "</a:ReadingOrder><a:TextBlock ID='b1'><a:TextLine><a:String "
         "CONTENT='last'/></a:TextLine></a:TextBlock><a:ComposedBlock ID='c'>"
         "<a:TextBlock><a:TextLine><a:String CONTENT='second'/></a:TextLine>"
         "</a:TextBlock></a:ComposedBlock><a:TextBlock ID='b3'><a:TextLine>"
         "<a:String CONTENT='first'/></a:TextLine></a:TextBlock></a:alto>",
         "first||| -|first\nsecond\nlast"},
        {"application/xml",
         "<alto><TextBlock ID='a' IDNEXT='c'><TextLine><String CONTENT='1'/>"
         "</TextLine></TextBlock><TextBlock ID='b' IDNEXT='b'><TextLine>"
         "<String CONTENT='3'/></TextLine></TextBlock><TextBlock ID='c' "
         "IDNEXT='a'><TextLine><String CONTENT='2'/></TextLine></TextBlock>"
         "</alto>",
         "1||| -|1\n2\n3"},
        {"application/xml",
         "<alto><TextBlock><TextLine><String CONTENT='ma\xc3\x83\xc2\xb1""ana'/>"
         "<String CONTENT='vien\xc3\x82\xc2\xac'/></TextLine><TextLine>"
         "<String CONTENT='tos'/><String CONTENT='d\xc3\x83\xc2\xad\xc3\x83\xc2\xa1""s'/>"
         "</TextLine></TextBlock></alto>",
         "ma\xc3\xb1""ana vientos d\xc3\xad\xc3\xa1s||| -|"
         "ma\xc3\xb1""ana vientos d\xc3\xad\xc3\xa1s"},
        {"application/xml",
         "<alto><TextBlock><TextLine><String CONTENT='Tuesday, July 27, 1880.'/>"
         "</TextLine><TextLine><String CONTENT='so-\xc2\xad'/></TextLine>"
         "<TextLine><String CONTENT='Called'/></TextLine></TextBlock></alto>",
         "Tuesday, July 27, 1880. so-Called|||1880-07-27 text|"
         "Tuesday, July 27, 1880. so-Called"},
        {"text/html",
         "<html><body><div class='ocr_page' title='image \"x/1882-04-06.tif\"; "
         "bbox 0 0 10000101 2'><span class='ocr_line'>Some</span></div></body>"
         "</html>",
         "Some|||1882-04-06 name|Some"},
        {"text/html",
         "<html><body><div class='ocr_page'><p class='ocr_par'>"
         "<span class='ocr_line'><span class='ocrx_word'>The</span> "
         "<span class='ocrx_word'>coun-</span></span> <span class='ocr_line'>"
         "<span class='ocrx_word'>cil</span></span></p></div></body></html>",
         "The council||| -|The council"},
        {"text/markdown", "---\n\nNo front matter here.\n",
         "||| -|No front matter here."},
    };

    (void)state;
    check_articles(cases, sizeof cases / sizeof *cases);
}

#define MAIL "message/rfc822"
#define ALTERNATIVE                                                           \
    "Subject: S\nMIME-Version: 1.0\nContent-Type: multipart/alternative;"    \
    " boundary=\"a;b\"\n\nnobody reads this\n"
#define PAGE_TEXT                                                             \
    "The council met on Tuesday night to hear what would become of the "      \
    "bridge that the flood had taken in the spring, and nobody could say "    \
    "what a new one would cost the town, said the mayor, who had asked the "  \
    "county for help in vain."

static void mail_is_read(void **state)
{
    static const article_case cases[] = {
        {MAIL,
         "From: \"Doe, Jo\" <jo@a.example>, ann@a.example (Ann O.)\n"
         "Subject: A\n title\nDate: Thu, 18 Dec 2014 22:05:07 +0100 (CET)\n"
         "Message-ID: <x@a.example>\n\nOne.\n\nTwo.\n-- \nJo\n",
         "A title|mid:x@a.example|Doe, Jo, Ann O.|"
         "2014-12-18T22:05:07+01:00 format|One.\nTwo."},
        {MAIL,
         "Subject: =?utf-8*en?Q?caf=C3=A9_=5F?=\r\n =?utf-8?B?w6k=?= and"
         " =?iso-8859-1?q?=e9?=\r\nArchived-At: <http://a.example/1>\r\n"
         "\r\nOne.\r\n",
         "caf\xc3\xa9 _\xc3\xa9 and \xc3\xa9|http://a.example/1|| -|One."},
        {MAIL, "Subject: =?utf-8?Q?=C3?= =?utf-8?Q?=A9?= =?x\n\nOne.\n",
         "\xc3\xa9 =?x||| -|One."},
        {MAIL,
         "Subject: S\nContent-Type: text/plain; charset=iso-8859-1\n"
         "Content-Transfer-Encoding: quoted-printable\n\n"
         "caf=E9 is=20so= \nft, 1=2 =3D\n",
         "S||| -|caf\xc3\xa9 is soft, 1=2 ="},
        {MAIL,
         "Subject: S\nContent-Type: text/plain;\n charset*0=ut;\n"
         " charset*1=f-8\nContent-Transfer-Encoding: BASE64\n\nY2Fm\nw6kg!"
         "b2Y=\nIG1hbnk=\n",
         "S||| -|caf\xc3\xa9 of many"},
        {MAIL,
         "Subject: S\nContent-Type: text/plain; format=flowed; delsp=yes\n\n"
         "one para \ngraph\n",
         "S||| -|one paragraph"},
        {MAIL,
         ALTERNATIVE "--a;b\nContent-Type: text/plain\n\nGet a program that "
         "shows pages.\n--a;b\nContent-Type: text/html\n\n<html><body><h1>"
         "The bridge</h1><p>" PAGE_TEXT "</p><p>" PAGE_TEXT "</p></body>"
         "</html>\n--a;b--\nnor this\n",
         "S||| -|" PAGE_TEXT "\n" PAGE_TEXT},
        {MAIL,
         ALTERNATIVE "--a;b\n\n" PAGE_TEXT "\n--a;bc\n--a;b\n"
         "Content-Type: text/html\n\n<html><body><a href='/x'>x</a></body>",
         "S||| -|" PAGE_TEXT "\n--a;bc"},
        {MAIL,
         ALTERNATIVE "--a;b\nContent-Type: text/html\n\n<html><style>p{}"
         "</style><body><p>Short.</p></body>\n",
         "S||| -|Short."},
        {MAIL,
         ALTERNATIVE "--a;b\nContent-Type: message/rfc822\n\n"
         "Subject: Inner\nFrom: Jo <jo@a.example>\n\nOne.\n--a;b--\n",
         "Inner||Jo| -|One."},
        {MAIL,
         "Subject: D\nContent-Type: multipart/digest; boundary=b\n\n"
         "--b\n\nSubject: First\n\nOne.\n--b\n\nSubject: Second\n\nTwo.\n",
         "D||| -|First\nOne.\nSecond\nTwo."},
        {MAIL,
         "From jo@a.example Thu Dec 18 22:05:07 2014\nSubject: S\n\n"
         ">From the first line on.\n",
         "S||| -|From the first line on."},
        {MAIL,
         "From: <Saved by a browser>\nSnapshot-Content-Location: "
         "http://a.example/x\nSubject: ignored\nDate: Thu, 18 Dec 2014 "
         "22:05:07 -0000\nContent-Type: multipart/related; boundary=b\n\n"
         "--b\nContent-Type: text/html\n\n<html><title>The bridge</title>"
         "<body><h1>The bridge</h1><p>" PAGE_TEXT "</p><p>" PAGE_TEXT
         "</p></body></html>\n--b--\n",
         "The bridge|http://a.example/x|| -|" PAGE_TEXT "\n" PAGE_TEXT},
        {MAIL, "Subject: S\n\n", "not_article: message without a text"},
        {"", "From: a@b.example\nTo: c@d.example\nSubject: S\n\nOne.\n",
         "S||| -|One."},
        {MAIL,
         ALTERNATIVE "--a;b\nContent-Type: application/pdf\n"
         "Content-Transfer-Encoding: base64\n\nJVBERg==\n--a;b--\n",
         "not_article: message without a text"},
    };

    (void)state;
    check_articles(cases, sizeof cases / sizeof *cases);
}

static void markdown_loses_its_marks(void **state)
{
    static const struct {
        const char *markdown, *text;
    } cases[] = {
        {"a [link\nover lines](http://x.example/(y)) b", "a link over lines b\n"},
        {"![image](a.png) after", "after\n"},
        {"see [this][1] and [that]\n\n[1]: http://x.example/\n",
         "see this and [that]\n"},
        {"*a* **b** ***c***, _d_ e_f_g 5 * 3", "a b c, d e_f_g 5 * 3\n"},
        {"one  \ntwo\\\nthree", "one\ntwo\nthree\n"},
        {"> quoted\n> on", "quoted on\n"},
        {"Title\n=====\n\n## Sub ##\ntext", "Title\nSub\ntext\n"},
        {"a\n\n* * *\n\nb", "a\nb\n"},
        {"| a | b |\n|---|---|\n| 1 | 2 |", "a b\n1 2\n"},
        {"<b>bold</b> <!-- no --> &amp; \\*star\\* <http://x.example>",
         "bold & *star* http://x.example\n"},
        {"```\ncode *x*\n```\nafter", "code *x*\nafter\n"},
        {"1. one\n2) two\n\n   more", "1. one\n2) two\nmore\n"},
        {"The log of May\n2021. It has\n12. Mai in it.",
         "The log of May 2021. It has 12. Mai in it.\n"},
        {"[Jo Roe]: Yes, I saw [him]: he left.\n\n[Roe]: No.",
         "[Jo Roe]: Yes, I saw [him]: he left.\n[Roe]: No.\n"},
        {"It rained.[^1]\n\n[^1]: For a week.", "It rained.\nFor a week.\n"},
        {"f***, 2*3, *Tax and **half", "f***, 2*3, *Tax and half\n"},
        {"202*6*", "2026\n"},
        {"a `x * y <b>` b", "a x * y <b> b\n"},
        {"don&#8217;t, caf&eacute;", "don\xe2\x80\x99t, caf\xc3\xa9\n"},
        {"<div>One</div><div>Two <Old Ferry Ltd></div>",
         "One\nTwo <Old Ferry Ltd>\n"},
        {"<!-- not\n\nthis -->\ntext\n<script>\nx <p>\n</script>",
         "text\n"},
        {"## Learning C#\n## Why {#why}", "Learning C#\nWhy\n"},
        {"```a``` is code\n````\n```\n````\nafter",
         "a is code\n```\nafter\n"},
        {"a | b\n--|--\n1 | 2\\|3\n4 | 5", "a | b\n1 2|3\n4 5\n"},
        {"He said:\n> Rain.\n> Wind.", "He said:\nRain. Wind.\n"},
        {"[open [brackets never close", "[open [brackets never close\n"},
        {"\xc2\xa0\n\ntext\xc2\xa0", "text\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out;
        size_t begin, size;

        buffer_init(&out, 1 << 20);
        markdown_plain(&out, str_of(cases[i].markdown), &begin, &size);
        assert_string_equal(out.data, cases[i].text);
        buffer_free(&out);
    }
}

static void wrapped_lines_are_joined(void **state)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"one\ntwo\n\nthree\n", "one\ntwo\nthree\n"},
        {"The council met on Tuesday night to hear what\n"
         "would become of the bridge that the flood had\n"
         "taken in the spring.\n"
         "Nobody could say what a new one would cost the\n"
         "town.\n",
         "The council met on Tuesday night to hear what would become of the "
         "bridge that the flood had taken in the spring.\n"
         "Nobody could say what a new one would cost the town.\n"},
        /* A table is not wrapped, however even its lines are. */
        {"Standings after Saturday\n"
         "Netherby Town 4 3 1 0 10\n"
         "Coldwater 4 3 0 1 9 first\n"
         "Skerra Rovers 4 2 1 1 7\n"
         "Old Ferry 4 1 0 3 3 last\n",
         "Standings after Saturday\n"
         "Netherby Town 4 3 1 0 10\n"
         "Coldwater 4 3 0 1 9 first\n"
         "Skerra Rovers 4 2 1 1 7\n"
         "Old Ferry 4 1 0 3 3 last\n"},
        /* The headline ended, and the next word would have fitted. */
        {"The bridge at Netherby is to rise.\n"
         "COLDWATER, Monday\n"
         "The council met on Tuesday night to hear what\n"
         "would become of the bridge that the flood had\n"
         "taken.\n",
         "The bridge at Netherby is to rise.\n"
         "COLDWATER, Monday\n"
         "The council met on Tuesday night to hear what would become of the "
         "bridge that the flood had taken.\n"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out;

        buffer_init(&out, 1 << 20);
        text_lines_unwrap(&out, str_of(cases[i].text));
        assert_str_equal(buffer_view(&out), cases[i].expected);
        buffer_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_are_read),
        cmocka_unit_test(mail_is_read),
        cmocka_unit_test(markdown_loses_its_marks),
        cmocka_unit_test(wrapped_lines_are_joined),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
