package vn.khue.ecard.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.House;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.school.SchoolNames;

class SchoolNameTest {
    private static final SchoolNames SCHOOLS = new SchoolNames();

    private final House house = new House();

    @Test
    void isShortenedStepByStep() {
        assertThat(SCHOOLS.forms("Trường Trung học cơ sở  Nguyễn Du"))
                .containsExactly(
                        "Trường Trung học cơ sở Nguyễn Du",
                        "Trường THCS Nguyễn Du",
                        "THCS Nguyễn Du",
                        "THCS N. Du",
                        "THCS ND",
                        "ND");
        assertThat(SCHOOLS.forms("Trường THPT chuyên Lê Hồng Phong"))
                .containsExactly(
                        "Trường THPT chuyên Lê Hồng Phong",
                        "THPT chuyên Lê Hồng Phong",
                        "THPT chuyên L. H. Phong",
                        "THPT chuyên LHP",
                        "LHP");
        assertThat(SCHOOLS.forms("Trường Tiểu học số 12"))
                .containsExactly("Trường Tiểu học số 12", "Trường TH số 12", "TH số 12", "TH s. 12", "TH s12", "s12");
        assertThat(SCHOOLS.forms("Trường Mầm non Hoa Mai")).endsWith("MN HM", "HM");
        assertThat(SCHOOLS.forms("Thành Công")).containsExactly("Thành Công", "T. Công", "TC");
        assertThat(SCHOOLS.forms("Trường Phổ thông dân tộc nội trú THCS và THPT Nguyễn Bỉnh Khiêm"))
                .contains("PTDTNT THCS&THPT Nguyễn Bỉnh Khiêm", "PTDTNT THCS&THPT N. B. Khiêm");
        assertThat(SCHOOLS.forms("Trường PTDTNT Trung học phổ thông Yên Bái"))
                .contains("PTDTNT THPT Yên Bái", "PTDTNT THPT YB");
        assertThat(SCHOOLS.forms("Thcs")).isNotEmpty().doesNotContain("");
    }

    @Test
    void theDigestOfThePhotoStandsWhereThereIsRoom() {
        CardRequest request = request("Lê An", "THCS Du");

        assertThat(house.issuer.issue(request).claims().photo()).isEqualTo(request.photo());
        assertThat(house.issuer.issue(house.request()).claims().photo()).isEmpty();
        assertThat(house.issuer.issue(house.request()).claims().school()).isEqualTo("Trường THCS Nguyễn Du");
    }

    @Test
    void noCardForPrintIsLongerThanItsCodeHolds() {
        for (String name : List.of(
                "Lê An", "Nguyễn Thị Hoà Bình", "Nguyễn Hoàng Phương Thảo Vy", "Công Tằng Tôn Nữ Thị Phương Thảo")) {
            for (String school : List.of(
                    "Trường Tiểu học số 12",
                    "Trường Phổ thông dân tộc nội trú Trung học cơ sở và Trung học phổ thông Nguyễn Bỉnh Khiêm")) {
                IssuedCard card = house.issuer.issue(request(name, school));

                assertThat(card.cose()).hasSizeLessThanOrEqualTo(CardText.MOST_BYTES_IN_PRINT);
                assertThat(card.claims().fullName()).isEqualTo(name);
                assertThat(House.problem(house.judge(card.cose()))).isEmpty();
            }
        }
    }

    @Test
    void aNameForWhichThereIsNoRoomIsRefusedAndNotShortened() {
        CardRequest request = request("Nguyễn ".repeat(9) + "An", "Trường THCS Nguyễn Du");

        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> house.issuer.issue(request))
                .withMessageContaining("room")
                .withMessageNotContaining("Nguyễn");
    }

    @Test
    void namesAreWrittenInNfcAndWithoutControlCharacters() {
        String decomposed = java.text.Normalizer.normalize("Lê Hoà", java.text.Normalizer.Form.NFD);

        assertThat(house.issuer
                        .issue(request(decomposed + " ", "THCS"))
                        .claims()
                        .fullName())
                .isEqualTo("Lê Hoà");
        for (String wrong : List.of("", "Lê\u202eAn", "Lê\u0000An", "\ud800")) {
            assertThatExceptionOfType(EcardException.class)
                    .isThrownBy(() -> house.issuer.issue(request(wrong, "THCS")));
        }
    }

    @Test
    void aSignerKeepsToItsWindow() {
        var now = house.now;
        for (CardRequest request : List.of(
                house.request(1, now.minus(Duration.ofDays(11)), now.plus(Duration.ofDays(9))),
                house.request(1, now.plus(Duration.ofDays(21)), now.plus(Duration.ofDays(90))),
                house.request(1, now, now.plus(Duration.ofDays(2001))),
                house.request(1, now, now))) {
            assertThatExceptionOfType(EcardException.class)
                    .isThrownBy(() -> house.issuer.issue(request))
                    .withMessageContaining("signer");
        }
    }

    private CardRequest request(String name, String school) {
        CardRequest request = house.request();
        return new CardRequest(
                request.id(),
                name,
                school,
                request.role(),
                request.photo(),
                request.status(),
                request.issuedAt(),
                request.expires());
    }

    @Test
    void withoutPhotoNothingIsTried() {
        var forms = CardIssuer.SchoolForms.of(house.request().schoolName());

        assertThat(CardIssuer.choices(forms, Optional.empty()))
                .hasSize(6)
                .allMatch(choice -> choice.photo().isEmpty());
    }
}
