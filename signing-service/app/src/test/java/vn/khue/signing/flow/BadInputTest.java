package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Position;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** Input that nobody should send is answered in our words, does nothing, and leaves its event. */
class BadInputTest {
    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void tooLargeAnUploadIsInTheLog() throws IOException {
        // Refused by its declared length, and by the server's own limit of a part, each from an address of its own.
        assertThat(upload("127.0.0.77", 60 << 20, false)).contains(" 413 ");
        assertThat(house.events("INPUT_REFUSED", "127.0.0.77")).isEqualTo(1);
        assertThat(upload("127.0.0.78", (50 << 20) + 20_000, true)).contains(" 413 ");
        assertThat(house.events("INPUT_REFUSED", "127.0.0.78")).isEqualTo(1);
        assertThat(house.events("INPUT_REFUSED", "POST /api/validations")).isPositive();
    }

    /** The status line of the answer to an upload of so many bytes from this address of the machine. */
    private static String upload(String from, int bytes, boolean sent) throws IOException {
        URI base = URI.create(house.base());
        String head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.pdf\"\r\n\r\n";
        String tail = "\r\n--b--\r\n";
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), base.getPort(), InetAddress.getByName(from), 0)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/validations HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                            + (head.length() + bytes + tail.length()) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            if (sent) {
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[bytes]);
                out.write(tail.getBytes(StandardCharsets.US_ASCII));
            }
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void theSameFileAgainIsInTheLogAndLeadsOnlyWhoMayReadItToTheDocument() {
        byte[] file = desk.decision();
        Member first = School.member(house.writer(), "mot.nv", "Ngô Văn Mốt", Position.GIAO_VIEN, School.HERE);
        Member colleague = School.member(house.writer(), "haii.nv", "Ngô Văn Hại", Position.GIAO_VIEN, School.HERE);
        UUID id = Browser.id(desk.submit(house.as(first), file, house.school().principal()));
        assertThat(Browser.id(desk.submit(house.as(first), file, house.school().principal())))
                .isEqualTo(id);
        assertThat(house.events("INPUT_REFUSED", first.id().toString())).isEqualTo(1);

        Page told = desk.submit(house.as(colleague), file, house.school().principal());
        assertThat(told.status()).isEqualTo(409);
        assertThat(told.body())
                .contains("Người khác trong đơn vị đã trình đúng tệp này")
                .doesNotContain(id.toString(), first.name());
        assertThat(house.events("INPUT_REFUSED", colleague.id().toString())).isEqualTo(1);
        assertThat(house.events("ACCESS_DENIED", colleague.id().toString())).isZero();

        // The clerk may read every document of the unit, so is led to it.
        assertThat(Browser.id(desk.submit(
                        house.as(house.school().clerk()), file, house.school().principal())))
                .isEqualTo(id);
    }

    @Test
    void anAuthorisationThatComesBackIsInTheLog() {
        UUID id = desk.waiting();
        Browser principal = house.as(house.school().principal());
        String back = principal.stepUpReturn(desk.propose(principal, id), Map.of());
        principal.get(back);
        long before = house.events("ACCESS_DENIED", "AUTHORISATION_USED");
        assertThat(principal.get(back).body()).contains("data-done=\"1\"");
        assertThat(house.events("ACCESS_DENIED", "AUTHORISATION_USED")).isEqualTo(before + 1);
        assertThat(house.events("DOCUMENT_SIGNED", id.toString())).isEqualTo(1);
    }

    @Test
    void aStepUpThatBelongsToNothingIsInTheLog() {
        long before = house.events("STEP_UP_FAILED", "strange_answer");
        Browser principal = house.as(house.school().principal());
        principal.get("/inbox");
        assertThat(principal.get("/step-up/callback?code=x&state=y").status()).isEqualTo(409);
        assertThat(house.events("STEP_UP_FAILED", "strange_answer")).isEqualTo(before + 1);
    }

    @Test
    void whoMayActNowhereIsInTheLog() {
        Member stranger = new Member(UUID.randomUUID(), "la.nv", "Ngô Văn Lạ", "GIAO_VIEN", School.HERE);
        Page refused = house.as(stranger).get("/documents");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(house.events("ACCESS_DENIED", stranger.id().toString())).isEqualTo(1);
        assertThat(house.events("ACCESS_DENIED", "NO_APPOINTMENT")).isPositive();
    }

    @Test
    void aFloodOfBadInputIsCountedAndHardlyWritten() {
        Member eager = School.member(house.writer(), "voi.nv", "Ngô Văn Vội", Position.GIAO_VIEN, School.HERE);
        Browser browser = house.as(eager);
        Page form = browser.get("/documents/new");
        for (int i = 0; i < 40; i++) {
            browser.upload(form, "/documents", Part.field("title", "a"));
        }
        assertThat(house.events("INPUT_REFUSED", eager.id().toString()))
                .as("20, then the 1st, 2nd, 4th, 8th and 16th beyond")
                .isEqualTo(25);
        assertThat(house.events("INPUT_REFUSED", "suppressed")).isPositive();
    }

    @Test
    void controlCharactersAndWrongEncodingsAreRefusedInOurWords() {
        Browser principal = house.as(house.school().principal());
        Browser clerk = house.as(house.school().clerk());
        for (String bad : List.of("%00", "a%00b", "%1B", "%C3%28", "%FF%FE", "%EF%BF%BD")) {
            for (String path : List.of("/inbox", "/inbox/signed", "/inbox/returned", "/register")) {
                Page refused = principal.get(path + "?q=" + bad);
                assertThat(refused.status()).as(path + " " + bad).isEqualTo(400);
                assertThat(refused.body()).contains("Có ký tự không đọc được");
            }
            assertThat(clerk.get("/clerk?q=" + bad).status()).isEqualTo(400);
        }
        UUID id = desk.waiting();
        Page form = principal.get("/documents/" + id + "/return");
        Page refused = principal.post(form, "/documents/" + id + "/return", Map.of("reason", List.of("Sai\u0000ngày")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");

        byte[] notUtf8 = {'S', 'a', 'i', (byte) 0xC3, '('};
        Browser teacher = house.as(house.school().teacher());
        Page submit = teacher.get("/documents/new");
        for (byte[] title : List.of(notUtf8, "Khen\u0000thưởng".getBytes(StandardCharsets.UTF_8))) {
            Page wrong = teacher.upload(
                    submit,
                    "/documents",
                    Part.file("file", "x.pdf", desk.decision()),
                    new Part("title", java.util.Optional.empty(), title),
                    Part.field("kind", "QD"),
                    Part.field("signer", house.school().principal().id().toString()),
                    Part.field("key", submit.first("name=\"key\" value=\"([^\"]+)\"")));
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.body()).contains("Có ký tự không đọc được");
        }
        assertThat(house.events("INPUT_REFUSED", "TEXT_REFUSED")).isPositive();
    }

    @Test
    void decomposedLettersAreTheSameLetters() {
        Browser teacher = house.as(house.school().teacher());
        String title = "Quyết định phân tổ hợp " + UUID.randomUUID();
        String decomposed = Normalizer.normalize(title, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(title);
        Page form = teacher.get("/documents/new");
        UUID id = Browser.id(teacher.upload(
                form,
                "/documents",
                Part.file("file", "x.pdf", desk.decision()),
                Part.field("title", decomposed),
                Part.field("kind", "QD"),
                Part.field("signer", house.school().principal().id().toString()),
                Part.field("key", form.first("name=\"key\" value=\"([^\"]+)\""))));
        assertThat(house.database()
                        .sql("select title from document where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo(title);
        Browser principal = house.as(house.school().principal());
        assertThat(principal
                        .get("/inbox?q=" + java.net.URLEncoder.encode(decomposed, StandardCharsets.UTF_8))
                        .body())
                .contains(id.toString());
        principal.post(
                principal.get("/documents/" + id + "/return"),
                "/documents/" + id + "/return",
                Map.of("reason", List.of(Normalizer.normalize("Sai lỗi chính tả", Normalizer.Form.NFD))));
        assertThat(house.database()
                        .sql("select reason from document where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("Sai lỗi chính tả");
    }

    @Test
    void thePictureOfTheSealIsForThePrincipalAndItsHolder() {
        assertThat(house.as(house.school().principal()).get("/images/seal.png").status())
                .isEqualTo(200);
        assertThat(house.as(house.school().clerk()).get("/images/seal.png").status())
                .isEqualTo(200);
        for (Member other : List.of(
                house.school().teacher(),
                house.school().deputy(),
                house.school().secondClerk())) {
            long before = house.events("ACCESS_DENIED", other.id().toString());
            assertThat(house.as(other).get("/images/seal.png").status())
                    .as(other.uid())
                    .isEqualTo(403);
            assertThat(house.events("ACCESS_DENIED", other.id().toString())).isEqualTo(before + 1);
        }
        assertThat(house.as(house.school().secondClerk()).get("/certificates").body())
                .doesNotContain("/images/seal.png");
    }
}
