package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.signing.document.SeenPages;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.RawPdf;
import vn.khue.signing.house.SigningHouse;

/** The principal signs what they have had before them, page by page, as pictures or in words. */
class SeenPagesTest {
    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void whatWasNotOpenedIsNotSignedAndTheMessageNamesThePages() {
        UUID id = waiting(3);
        Browser principal = house.as(house.school().principal());
        Page page = principal.get("/documents/" + id);
        assertThat(page.body()).as("the first two pages load with the page").contains("loading=\"eager\"");
        assertThat(propose(principal, page, id).body()).contains("Chưa xem hết các trang", ": 1-3 (");
        picture(principal, id, 1);
        picture(principal, id, 3);
        Page still = propose(principal, page, id);
        assertThat(still.status()).isEqualTo(409);
        assertThat(still.body()).contains(": 2 (");
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        picture(principal, id, 2);
        assertThat(principal.stepUp(propose(principal, page, id)).body()).contains("data-done=\"1\"");
        assertThat(rows(id)).as("kept with the signature").isEqualTo(3);
    }

    /** The log has the digest of exactly the pictures and words that were given; anybody with the rows can count it again. */
    @Test
    void whatTheSignerSawIsKeptAndItsDigestIsInTheLog() throws Exception {
        UUID id = waiting(2);
        Browser principal = house.as(house.school().principal());
        Page page = principal.get("/documents/" + id);
        principal.get("/documents/" + id + "/text");
        byte[] picture = principal
                .get("/documents/" + id + "/pages/1.png?w=480")
                .answer()
                .body();
        picture(house.as(house.school().teacher()), id, 2);
        assertThat(principal.stepUp(propose(principal, page, id)).body()).contains("data-done=\"1\"");

        List<String> lines = house.database()
                .sql("select page || ' ' || form || ' ' || encode(given_sha256, 'hex') from page_seen"
                        + " where document = :id order by page")
                .param("id", id)
                .query(String.class)
                .list();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("1 PICTURE " + sha256(picture));
        assertThat(lines.get(1)).startsWith("2 WORDS ");
        String list = String.join("\n", lines) + "\n";
        assertThat(house.events("DOCUMENT_SIGNED", sha256(list.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(1);
        house.database()
                .sql("update page_seen set seen_at = seen_at - interval '91 days' where document = :id")
                .param("id", id)
                .update();
        house.bean(SeenPages.class).prune();
        assertThat(rows(id)).as("not pruned").isEqualTo(2);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void theTextVersionCountsAsWell() {
        UUID id = waiting(12);
        Browser principal = house.as(house.school().principal());
        Page page = principal.get("/documents/" + id);
        principal.get("/documents/" + id + "/text");
        assertThat(propose(principal, page, id).body()).contains(": 11-12 (");
        principal.get("/documents/" + id + "/text?page=11");
        assertThat(propose(principal, page, id).body()).contains("Ký 1 văn bản?");
    }

    @Test
    void whatSomebodyElseOpenedDoesNotCount() {
        UUID id = waiting(1);
        for (Browser other : List.of(
                house.as(house.school().teacher()), house.as(house.school().clerk()))) {
            picture(other, id, 1);
            other.get("/documents/" + id + "/text");
        }
        assertThat(rows(id)).isZero();
        Browser principal = house.as(house.school().principal());
        assertThat(propose(principal, principal.get("/documents/" + id), id).status())
                .isEqualTo(409);
    }

    @Test
    void ofSeveralTheMessageSaysHowManyAndNamesTheFirst() {
        UUID one = waiting(1);
        UUID two = waiting(2);
        UUID three = waiting(1);
        Browser principal = house.as(house.school().principal());
        desk.read(principal, one);
        Page refused = principal.post(
                principal.get("/inbox"),
                "/inbox/sign",
                Map.of("d", List.of(one.toString(), two.toString(), three.toString())));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("còn 2 văn bản", ": 1-2 (");
    }

    @Test
    void whatIsOldHasToBeSeenAgain() {
        UUID id = waiting(1);
        Browser principal = house.as(house.school().principal());
        desk.read(principal, id);
        house.bean(SeenPages.class).prune();
        assertThat(rows(id)).isEqualTo(1);
        house.database()
                .sql("update page_seen set seen_at = seen_at - interval '91 days' where document = :id")
                .param("id", id)
                .update();
        house.bean(SeenPages.class).prune();
        assertThat(rows(id)).isZero();
    }

    private static UUID waiting(int pages) {
        byte[] file = RawPdf.a4()
                .words(100, 400, "Xem " + UUID.randomUUID())
                .pages(pages)
                .bytes();
        return Browser.id(desk.submit(
                house.as(house.school().teacher()), file, house.school().principal()));
    }

    private static void picture(Browser browser, UUID id, int page) {
        assertThat(browser.get("/documents/" + id + "/pages/" + page + ".png?w=480")
                        .status())
                .isEqualTo(200);
    }

    private static Page propose(Browser browser, Page page, UUID id) {
        return browser.post(page, "/inbox/sign", Map.of("d", List.of(id.toString())));
    }

    private static long rows(UUID id) {
        return house.database()
                .sql("select count(*) from page_seen where document = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
