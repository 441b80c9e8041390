/**
 * The words by which a reader knows what a number in a message is. Sources: the wordings of message-rules.md section 9
 * and their usual variants [A]. Each is the inside of a case-insensitive pattern; stems stand for their inflections.
 * Latin, Cyrillic and Greek words start at a word's beginning; other scripts glue articles or nothing at all to theirs.
 */

/** Words for the code itself. */
export const CODE_WORD = anyOf(
  "(?<!\\p{L})(?:(?:pass)?code|c[oó]dig|codic|kod|passwor[dt]|код|пароль|κωδικ)",
  "(?<!\\p{L})(?:otp|tan|pin)(?!\\p{L})",
  "رمز|كود|کد|קוד|कोड|รหัส",
  "验证码|驗證碼|校验码|动态码|動態碼|密码|密碼|口令|コード|認証番号|パスワード|인증번호|비밀번호|코드",
);

/** Words for the card: four bare digits after one are its ending. */
export const CARD_WORD = anyOf(
  "(?<!\\p{L})(?:card|kart|carte|carta|cartão|cartao|tarjeta|карт|κάρτα)\\p{L}{0,8}",
  "بطاقة|کارت|כרטיס|कार्ड|บัตร|卡|カード|카드",
);

/** Words that say "ending in" before the digits. */
export const ENDING_BEFORE = anyOf(
  "(?<!\\p{L})(?:end(?:ing|s)(?: in| with)?|last (?:four|4)(?: digits)?(?: is| are)?)",
  "(?<!\\p{L})(?:endet auf|endend auf|endziffern|endnummer|letzte (?:vier|4) ziffern)",
  "(?<!\\p{L})(?:(?:se )?terminant par|finissant par|termin(?:a|ada|ado|ante) (?:en|em|con|com|in)|final)",
  "(?<!\\p{L})(?:kończ\\p{L}{1,4} się na|końcówk\\p{L}{1,3}|son (?:dört|4) hanesi|λήγει σε)",
  "(?<!\\p{L})(?:оканчива\\p{L}{1,6} на|последние (?:четыре|4) цифры)",
  "المنتهية (?:بـ|ب|في)|منتهی به|המסתיי(?:ם|מת) ב|अंतिम(?: अंक)?|ลงท้าย(?:ด้วย)?",
  "[尾末](?:号|號|番号|[四4]位)|[后後][四4]位|下[四4](?:桁|けた)|末尾|끝(?:자리|번호)",
);

/** Words that say "ending in" after the digits. */
export const ENDING_AFTER = anyOf("ile biten", "で終わる", "으?로 끝나", "से समाप्त");

/** Words for a span of time or a count, after the number they count; glued to it, `8H` could as well be a code. */
export const UNIT_AFTER = anyOf(
  "\\s?min(?:s|ut\\p{L}{0,4})?(?![\\p{L}0-9])",
  "\\s(?:secs?|seconds?|sek\\p{L}{0,5}|h|hrs?|hours?|days?|digits?)(?![\\p{L}0-9])",
  "\\s(?:stunden?|tage?n?|heures?|jours?|horas?|d[ií]as?|ore|giorn[io]|godzin\\p{L}?|dni)(?![\\p{L}0-9])",
  "\\s?(?:dakika|saat|saniye|λεπτ|ώρ|мин|час|сек|दिन|मिनट|घंट)",
  "\\s?(?:دقيق|دقیق|دقائق|ساع|ثاني|ثوان|דקות|שעות|นาที|ชั่วโมง|วินาที)",
  "\\s?(?:分钟|分鐘|分間?|秒|小时|小時|時間|天|日|年|月|桁|けた|位)",
  "(?:분|초|시간|년|월|일|자리)(?:간|내|이내|안)?(?![가-힣])",
);

export const MONTH_NAME = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}{0,6}(?!\\p{L})";

export const CURRENCY_NAME =
  "(?<![\\p{L}0-9])(?:INR|GBP|EUR|USD|CHF|PLN|TRY|RUB|BRL|AED|SAR|ILS|THB|CNY|RMB|JPY|KRW|HKD|SGD|SEK|NOK|DKK|TL|Rs)(?!\\p{L})";
export const CURRENCY_SIGN = "[\\p{Sc}円元원]";

function anyOf(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join("|")})`;
}
