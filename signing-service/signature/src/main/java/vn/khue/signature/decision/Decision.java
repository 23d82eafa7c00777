package vn.khue.signature.decision;

import java.text.Normalizer;
import java.util.List;

/**
 * The words of a school's decision (quyết định cá biệt), for {@link DecisionLayout}. All texts are brought to NFC.
 *
 * @param parent unit above, printed in capitals, as {@code ỦY BAN NHÂN DÂN XÃ CỦ CHI}
 * @param issuer unit that issues, printed in capitals and bold
 * @param symbol after the number, as {@code QĐ-THTTCC}
 * @param place where the unit has its seat, as {@code Củ Chi}
 * @param subject what it is about, as {@code Về việc thành lập Hội đồng tự đánh giá}
 * @param authority who decides, in capitals, as {@code HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC THỊ TRẤN CỦ CHI}
 * @param grounds the "Căn cứ …" lines, at least one
 * @param articles the text of Điều 1, Điều 2 …, at least one
 * @param recipients the lines under "Nơi nhận:"
 * @param titleLines lines above the signature, as {@code KT. HIỆU TRƯỞNG}, {@code PHÓ HIỆU TRƯỞNG}; one or two
 * @param signer full name of the signer
 */
public record Decision(
        String parent,
        String issuer,
        String symbol,
        String place,
        String subject,
        String authority,
        List<String> grounds,
        List<String> articles,
        List<String> recipients,
        List<String> titleLines,
        String signer) {
    public Decision {
        parent = nfc(parent);
        issuer = nfc(issuer);
        symbol = nfc(symbol);
        place = nfc(place);
        subject = nfc(subject);
        authority = nfc(authority);
        signer = nfc(signer);
        grounds = grounds.stream().map(Decision::nfc).toList();
        articles = articles.stream().map(Decision::nfc).toList();
        recipients = recipients.stream().map(Decision::nfc).toList();
        titleLines = titleLines.stream().map(Decision::nfc).toList();
        if (grounds.isEmpty() || articles.isEmpty() || titleLines.isEmpty() || titleLines.size() > 2) {
            throw new IllegalArgumentException(
                    "a decision needs at least one ground, one article, and one or two title lines");
        }
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
