/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reader_notice.h"

#include "str.h"

#include <pthread.h>

#define NOTICE_MAX 500u /* bytes; what is longer says more than that */

/* In byte order, ASCII in lower case.  Own gathering. */
static const char *const phrases[] = {
    "a subscriber? sign in",
    "abmelden können sie",
    "abonnenten lesen",
    "accedi per",
    "affiliate link",
    "affiliate-links",
    "ai 요약은",
    "al abonnee",
    "alle rechte vorbehalten",
    "alle rechten voorbehouden",
    "alleen voor abonnees",
    "allerede abonnent",
    "already a member?",
    "already a subscriber",
    "already have an account",
    "and our privacy policy",
    "anmeldung zum newsletter",
    "article est réservé",
    "as an affiliate",
    "assinante do",
    "become a subscriber",
    "bereits abonnent",
    "bereits registriert",
    "bli abonnent",
    "bli prenumerant",
    "by clicking submit",
    "by providing your email",
    "by signing up you",
    "by subscribing, you",
    "cadastre-se",
    "can unsubscribe at any",
    "click here to read",
    "consent to receive the above",
    "contenido exclusivo para",
    "content is reserved for",
    "conteúdo exclusivo para",
    "create a free account",
    "create an account or",
    "créez un compte",
    "darte de baja",
    "delivered to your inbox",
    "direct to your inbox",
    "dla prenumeratorów",
    "dla subskrybentów",
    "déjà abonné",
    "exclusive to subscribers",
    "exclusivo para assinantes",
    "exclusivo para suscriptores",
    "exklusiv für abonnenten",
    "feliratkozás",
    "for subscribers only",
    "för prenumeranter",
    "get unlimited access",
    "già abbonato",
    "gratis proberen",
    "hai già un abbonamento",
    "have an account? sign in",
    "identifiez-vous",
    "if you buy something",
    "in your inbox",
    "informativa sulla privacy",
    "inscrivez-vous à",
    "is reserved for subscribers",
    "iscriviti alla",
    "je m'abonne",
    "jederzeit abbestellen",
    "jederzeit widerruf",
    "jederzeit wieder abmelden",
    "jetzt abonnieren",
    "jetzt anmelden",
    "jetzt kostenlos",
    "jetzt registrieren",
    "já é assinante",
    "kirjaudu sisään",
    "kostenlos anmelden",
    "kostenlos testen",
    "kup dostęp",
    "l'accès à l'intégralité",
    "lees verder met",
    "log in to continue",
    "log in to read",
    "log in to your account",
    "log ind for",
    "logg inn for",
    "logga in för",
    "masz już konto",
    "may earn a commission",
    "may earn an affiliate",
    "may not be published, broadcast",
    "may not be reproduced",
    "melden sie den fehler",
    "minden jog fenntartva",
    "mit werbung weiterlesen",
    "newsletter abonnieren",
    "newsletter anmelden",
    "nur für abonnenten",
    "our standards: the",
    "para seguir leyendo",
    "para suscriptores",
    "per continuare a leggere",
    "per gli abbonati",
    "politique de confidentialité",
    "polityka prywatności",
    "politykę prywatności",
    "política de privacidad",
    "política de privacidade",
    "possédez déjà un compte",
    "pour lire la suite",
    "pro předplatitele",
    "prohibida la reproducción",
    "prohibida su reproducción",
    "provisionslinks",
    "purchase licensing rights",
    "předplaťte si",
    "přihlaste se",
    "read our privacy",
    "receba no seu e-mail",
    "recibe en tu correo",
    "recíbela en tu correo",
    "redan prenumerant",
    "riproduzione riservata",
    "riservato agli abbonati",
    "réservé aux abonnés",
    "s'abonner à",
    "schon abonnent",
    "schrijf je in voor",
    "se désabonner",
    "seja assinante",
    "sie haben bereits ein",
    "sign in or create",
    "sign in to continue",
    "sign in to your account",
    "sign up for our",
    "sign up here",
    "sign up to our",
    "start your free trial",
    "straight to your inbox",
    "subscribe for full access",
    "subscribe now and",
    "subscribe now to",
    "subscribe to continue",
    "subscribe to our",
    "subscribers only",
    "support independent journalism",
    "support local journalism",
    "suscríbete",
    "sólo para suscriptores",
    "terms and privacy policy",
    "terms of service apply",
    "this content is available to",
    "this site is protected by recaptcha",
    "this story is for subscribers",
    "this video has failed to load",
    "tilaa uutiskirje",
    "to continue reading this",
    "to continue reading, ",
    "to your inbox every",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tous droits réservés",
    "toute reproduction",
    "try refreshing your browser",
    "tutti i diritti riservati",
    "tüm hakları saklıdır",
    "um diesen artikel zu lesen",
    "unlimited online access",
    "unsubscribe at any time",
    "verder lezen?",
    "votre boîte mail",
    "vous pouvez vous désinscrire",
    "všechna práva vyhrazena",
    "we use cookies",
    "wir erhalten eine provision",
    "word abonnee",
    "wszelkie prawa zastrzeżone",
    "ya eres suscriptor",
    "you are agreeing to our",
    "you can unsubscribe",
    "you have read and agree",
    "zaloguj się",
    "zapisz się na",
    "à nos abonnés",
    "đăng ký nhận",
    "все права защищены",
    "оформите подписку",
    "подпишитесь",
    "политик конфиденциальности",
    "підпишіться",
    "усі права захищені",
    "הירשמו",
    "כל הזכויות שמורות",
    "اشترك في",
    "جميع الحقوق محفوظة",
    "سجل الدخول",
    "كل الحقوق محفوظة",
    "ऐप डाउनलोड",
    "ऐप पर पढ़ें",
    "पढ़ें ऐप पर",
    "सब्सक्राइब",
    "ご利用には",
    "マイページ",
    "ログインして",
    "下載app",
    "下载app",
    "会員登録",
    "会員限定",
    "加入會員",
    "會員專屬",
    "有料会員",
    "未经授权",
    "無料会員",
    "無断複製",
    "無断転載",
    "版权所有",
    "禁止转载",
    "責任編輯",
    "责任编辑",
    "転載を禁",
    "구독하기",
    "회원가입",
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
        while (at < PHRASES && (unsigned char)phrases[at][0] < byte)
            at++;
        first_phrase[byte] = (uint16_t)at;
    }
    for (size_t i = 0; i < PHRASES; i++) {
        unsigned two = beginning(phrases[i]);
        beginnings[two / 8] |= (uint8_t)(1u << two % 8);
    }
}

static bool begins_phrase(morgue_str s)
{
    unsigned byte = beginning(s.data) >> 8;

    for (size_t i = first_phrase[byte]; i < first_phrase[byte + 1]; i++)
        if (str_starts_with_nocase(s, str_of(phrases[i])))
            return true;
    return false;
}

bool reader_notice_is(morgue_str line)
{
    if (line.size > NOTICE_MAX)
        return false;
    pthread_once(&is_indexed, index_phrases);
    for (size_t at = 0; at + 1 < line.size; at++) {
        unsigned two = beginning(line.data + at);

        if ((beginnings[two / 8] >> two % 8 & 1) &&
            begins_phrase(str_slice(line, at, line.size)))
            return true;
    }
    return false;
}
