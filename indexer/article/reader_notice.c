/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reader_notice.h"

#include "sentence_end.h"
#include "str.h"

#include <pthread.h>

#define NOTICE_MAX 500u /* bytes; what is longer says more than that */

/* In byte order, ASCII in lower case.  Own gathering.  What is doubtful stands
 * in articles as well ("the privacy policy of Google"): it counts in a line
 * with a link, or that is no sentence. */
static const struct {
    const char *phrase;
    bool is_doubtful;
} phrases[] = {
    {"a subscriber? sign in", false},
    {"abmelden können sie", false},
    {"abonnenten lesen", false},
    {"affiliate link", true},
    {"affiliate-links", true},
    {"ai 요약은", true},
    {"al abonnee", true},
    {"alle rechte vorbehalten", true},
    {"alle rechten voorbehouden", true},
    {"alleen voor abonnees", false},
    {"allerede abonnent", false},
    {"already a member?", false},
    {"already a subscriber", false},
    {"already have an account", false},
    {"and our privacy policy", true},
    {"anmeldung zum newsletter", false},
    {"article est réservé", false},
    {"as an affiliate", false},
    {"assinante do", false},
    {"become a subscriber", true},
    {"bereits abonnent", false},
    {"bereits registriert", false},
    {"bli abonnent", true},
    {"bli prenumerant", true},
    {"by clicking submit", false},
    {"by providing your email", true},
    {"by signing up you", false},
    {"by subscribing, you", false},
    {"cadastre-se", true},
    {"can unsubscribe at any", true},
    {"click here to read", false},
    {"consent to receive the above", false},
    {"contenido exclusivo para", true},
    {"content is reserved for", false},
    {"conteúdo exclusivo para", true},
    {"create a free account", true},
    {"create an account or", true},
    {"créez un compte", true},
    {"darte de baja", true},
    {"delivered to your inbox", true},
    {"direct to your inbox", true},
    {"dla prenumeratorów", false},
    {"dla subskrybentów", true},
    {"déjà abonné", false},
    {"exclusive to subscribers", false},
    {"exclusivo para assinantes", true},
    {"exclusivo para suscriptores", true},
    {"exklusiv für abonnenten", false},
    {"feliratkozás", true},
    {"for subscribers only", true},
    {"för prenumeranter", true},
    {"gekennzeichneten links", false},
    {"get unlimited access", true},
    {"già abbonato", false},
    {"gratis proberen", true},
    {"hai già un abbonamento", true},
    {"have an account? sign in", false},
    {"identifiez-vous", true},
    {"if you buy something from", false},
    {"if you buy something through", false},
    {"in your inbox", true},
    {"informativa sulla privacy", true},
    {"inscrivez-vous à", true},
    {"is reserved for subscribers", true},
    {"iscriviti alla", true},
    {"je m'abonne", false},
    {"jederzeit abbestellen", false},
    {"jederzeit widerruf", true},
    {"jederzeit wieder abmelden", false},
    {"jetzt abonnieren", false},
    {"jetzt anmelden", true},
    {"jetzt registrieren", true},
    {"já é assinante", false},
    {"kirjaudu sisään", true},
    {"kostenlos anmelden", true},
    {"kostenlos testen", true},
    {"kup dostęp", true},
    {"l'accès à l'intégralité", true},
    {"lees verder met", false},
    {"log in to continue", false},
    {"log in to read", false},
    {"log in to your account", true},
    {"log ind for", false},
    {"logg inn for", false},
    {"logga in för", false},
    {"masz już konto", false},
    {"may earn a commission", false},
    {"may earn an affiliate", false},
    {"may not be published, broadcast", false},
    {"may not be reproduced", true},
    {"melden sie den fehler", false},
    {"minden jog fenntartva", false},
    {"mit werbung weiterlesen", false},
    {"newsletter abonnieren", false},
    {"newsletter anmelden", false},
    {"nur für abonnenten", true},
    {"our standards: the", false},
    {"para seguir leyendo", false},
    {"para suscriptores", true},
    {"per continuare a leggere", false},
    {"per gli abbonati", true},
    {"politique de confidentialité", true},
    {"polityka prywatności", true},
    {"politykę prywatności", true},
    {"política de privacidad", true},
    {"política de privacidade", true},
    {"possédez déjà un compte", true},
    {"pour lire la suite", true},
    {"pro předplatitele", true},
    {"prohibida la reproducción", true},
    {"prohibida su reproducción", true},
    {"provisionslinks", true},
    {"purchase licensing rights", false},
    {"předplaťte si", true},
    {"přihlaste se", true},
    {"read our privacy", false},
    {"receba no seu e-mail", false},
    {"recibe en tu correo", false},
    {"recíbela en tu correo", false},
    {"redan prenumerant", false},
    {"riproduzione riservata", false},
    {"riservato agli abbonati", true},
    {"réservé aux abonnés", true},
    {"s'abonner à", true},
    {"schon abonnent", false},
    {"schrijf je in voor", true},
    {"se désabonner", true},
    {"seja assinante", false},
    {"sie haben bereits ein abo", false},
    {"sie haben bereits ein konto", false},
    {"sign in or create", false},
    {"sign in to continue", false},
    {"sign in to your account", true},
    {"sign up for our", true},
    {"sign up here", true},
    {"sign up to our", true},
    {"start your free trial", true},
    {"straight to your inbox", true},
    {"subscribe for full access", true},
    {"subscribe now and", false},
    {"subscribe now to", false},
    {"subscribe to continue", false},
    {"subscribe to get unlimited", false},
    {"subscribe to our", false},
    {"subscribers only", true},
    {"support independent journalism", true},
    {"support local journalism", true},
    {"suscríbete", false},
    {"sólo para suscriptores", false},
    {"terms and privacy policy", false},
    {"terms of service apply", true},
    {"this content is available to", true},
    {"this site is protected by recaptcha", false},
    {"this story is for subscribers", true},
    {"this video has failed to load", false},
    {"tilaa uutiskirje", false},
    {"to continue reading this", false},
    {"to continue reading, ", false},
    {"to your inbox every", true},
    {"todos los derechos reservados", false},
    {"todos os direitos reservados", false},
    {"tous droits réservés", false},
    {"toute reproduction", true},
    {"try refreshing your browser", false},
    {"tutti i diritti riservati", false},
    {"tüm hakları saklıdır", false},
    {"um diesen artikel zu lesen", false},
    {"unlimited online access", true},
    {"unsubscribe at any time", false},
    {"verder lezen?", false},
    {"votre boîte mail", true},
    {"vous pouvez vous désinscrire", true},
    {"všechna práva vyhrazena", false},
    {"we use cookies", true},
    {"wir erhalten eine provision", false},
    {"word abonnee", true},
    {"wszelkie prawa zastrzeżone", false},
    {"ya eres suscriptor", false},
    {"you are agreeing to our", false},
    {"you can unsubscribe", true},
    {"you have read and agree", false},
    {"zaloguj się", true},
    {"zapisz się na", true},
    {"à nos abonnés", false},
    {"đăng ký nhận", true},
    {"все права защищены", false},
    {"оформите подписку", true},
    {"подпишитесь", false},
    {"политик конфиденциальности", true},
    {"підпишіться", false},
    {"усі права захищені", false},
    {"הירשמו", true},
    {"כל הזכויות שמורות", false},
    {"اشترك في قناتنا", false},
    {"اشترك في نشرتنا", false},
    {"جميع الحقوق محفوظة", false},
    {"سجل الدخول", true},
    {"كل الحقوق محفوظة", false},
    {"ऐप डाउनलोड", true},
    {"ऐप पर पढ़ें", false},
    {"पढ़ें ऐप पर", false},
    {"सब्सक्राइब", true},
    {"ご利用には", true},
    {"マイページ", true},
    {"ログインして", true},
    {"下載app", true},
    {"下载app", true},
    {"会員登録", true},
    {"会員限定", true},
    {"会員限定です", false},
    {"会員限定記事", false},
    {"加入會員", true},
    {"會員專屬", true},
    {"有料会員", true},
    {"有料会員限定", false},
    {"未经授权不得", false},
    {"未经授权禁止", false},
    {"未经授权，不得", false},
    {"無料会員", true},
    {"無断複製", true},
    {"無断転載", false},
    {"版权所有", false},
    {"禁止转载", false},
    {"責任編輯", false},
    {"责任编辑", false},
    {"転載を禁", true},
    {"구독하기", true},
    {"회원가입", true},
};

#define PHRASES (sizeof phrases / sizeof *phrases)

/* By their first bytes: where those with each begin, and behind the last; and
 * a bit for each two that any begins with. */
static uint16_t first_phrase[257];
static uint8_t beginnings[1 << 13];
static pthread_once_t is_indexed = PTHREAD_ONCE_INIT;

static unsigned beginning(const char *p)
{
    return (unsigned)(unsigned char)ascii_lower(p[0]) << 8 |
           (unsigned char)ascii_lower(p[1]);
}

static void index_phrases(void)
{
    size_t at = 0;

    for (unsigned byte = 0; byte < 257; byte++) {
        while (at < PHRASES && (unsigned char)phrases[at].phrase[0] < byte)
            at++;
        first_phrase[byte] = (uint16_t)at;
    }
    for (size_t i = 0; i < PHRASES; i++) {
        unsigned two = beginning(phrases[i].phrase);
        beginnings[two / 8] |= (uint8_t)(1u << two % 8);
    }
}

static bool begins_phrase(morgue_str s, bool may_doubt)
{
    unsigned byte = beginning(s.data) >> 8;

    for (size_t i = first_phrase[byte]; i < first_phrase[byte + 1]; i++)
        if ((may_doubt || !phrases[i].is_doubtful) &&
            str_starts_with_nocase(s, str_of(phrases[i].phrase)))
            return true;
    return false;
}

bool reader_notice_is(morgue_str line, bool has_link)
{
    bool may_doubt = has_link || !sentence_end_is_full(line);

    if (line.size > NOTICE_MAX)
        return false;
    pthread_once(&is_indexed, index_phrases);
    for (size_t at = 0; at + 1 < line.size; at++) {
        unsigned two = beginning(line.data + at);

        if ((beginnings[two / 8] >> two % 8 & 1) &&
            begins_phrase(str_slice(line, at, line.size), may_doubt))
            return true;
    }
    return false;
}
