package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.SigningHouse;

/** Many documents under one step-up: they are carried out behind the page, once each, may be paused, and are taken up again. */
class ManyAtOnceTest {
    private static final Pattern ROW = Pattern.compile("name=\"row\" value=\"([0-9a-f-]{36})\"");

    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void allThatWaitAreSignedUnderOneStepUpButForTheUnticked() {
        String batch = "Học bạ " + UUID.randomUUID();
        List<UUID> waiting = submit(batch, 8);
        Browser principal = house.as(house.school().principal());
        Page list = principal.get("/inbox?all=true&q=" + Browser.encode(batch));
        assertThat(ROW.matcher(list.body()).results()).hasSize(8);
        UUID left = waiting.get(3);
        List<String> ticked = waiting.stream()
                .filter(id -> !id.equals(left))
                .map(UUID::toString)
                .toList();

        Page sheet = principal.post(list, "/inbox/sign", everythingBut(list, ticked, batch));
        assertThat(sheet.body()).contains("Ký 7 văn bản?");
        Page outcome = toTheEnd(principal, principal.stepUp(sheet));

        assertThat(outcome.body()).contains("data-done=\"7\" data-failed=\"0\"");
        for (UUID id : waiting) {
            assertThat(desk.state(id)).isEqualTo(id.equals(left) ? "SUBMITTED" : "SIGNED");
            assertThat(signatures(id)).isEqualTo(id.equals(left) ? 0 : 1);
        }
        assertThat(house.events("DOCUMENT_SIGNED", authorisation(outcome).toString()))
                .isEqualTo(7);
    }

    @Test
    void whatIsPausedStaysUndoneUntilItIsTakenUpAgain() {
        Browser principal = house.as(house.school().principal());
        Page paused = pausedBeforeTheFirst(principal, 3);
        assertThat(paused.body())
                .contains("data-carrying=\"PAUSED\" data-done=\"0\" data-failed=\"0\" data-open=\"3\"")
                .contains("Đã tạm dừng ký 3 văn bản", "Ký tiếp 3 văn bản");
        UUID authorisation = authorisation(paused);
        assertThat(principal.get("/inbox").body())
                .contains("Một lần ký chưa xong.", "/authorisations/" + authorisation);

        Page outcome = toTheEnd(principal, principal.post(paused, "/authorisations/" + authorisation + "/resume"));
        assertThat(outcome.body()).contains("data-done=\"3\" data-failed=\"0\"");
        assertThat(house.events("AUTHORISED_RUN_RESUMED", authorisation.toString()))
                .isEqualTo(1);
        assertThat(principal.get("/inbox").body()).doesNotContain("/authorisations/" + authorisation);
    }

    @Test
    void whatACrashCutOffSaysSoAndMayBePausedOrTakenUpAgain() {
        Browser principal = house.as(house.school().principal());
        Page paused = pausedBeforeTheFirst(principal, 2);
        UUID authorisation = authorisation(paused);
        // As after a crash: nobody paused it, and nothing has been heard of it for a minute.
        change(authorisation, "paused = false, carried_from = carried_from - interval '1 minute'");
        Page cutOff = principal.get("/authorisations/" + authorisation);
        assertThat(cutOff.body()).contains("data-carrying=\"INTERRUPTED\"", "Việc ký 2 văn bản bị ngắt giữa chừng");

        assertThat(principal
                        .post(cutOff, "/authorisations/" + authorisation + "/pause")
                        .body())
                .contains("data-carrying=\"PAUSED\"");
        assertThat(house.events("AUTHORISED_RUN_PAUSED", authorisation.toString()))
                .isEqualTo(1);
        assertThat(toTheEnd(principal, principal.post(cutOff, "/authorisations/" + authorisation + "/resume"))
                        .body())
                .contains("data-done=\"2\" data-failed=\"0\"");
    }

    @Test
    void whileAnotherNodeGoesOnThePageShowsHowFarItIs() {
        Browser principal = house.as(house.school().principal());
        UUID authorisation = authorisation(pausedBeforeTheFirst(principal, 2));
        change(authorisation, "paused = false, carried_from = now()");
        assertThat(principal.get("/authorisations/" + authorisation).body())
                .contains("data-carrying=\"RUNNING\"", "Đang ký 2 văn bản", "id=\"pause\"", "0 trên 2")
                .contains("<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>");
        change(authorisation, "paused = true");
    }

    @Test
    void whatIsLeftWhenTheTimeIsOverNeedsAnotherStepUp() {
        Browser principal = house.as(house.school().principal());
        Page paused = pausedBeforeTheFirst(principal, 2);
        UUID authorisation = authorisation(paused);
        change(authorisation, "carry_until = now() - interval '1 second'");
        Page refused = principal.post(paused, "/authorisations/" + authorisation + "/resume");
        assertThat(refused.status()).isEqualTo(403);
        Page outcome = principal.get("/authorisations/" + authorisation);
        assertThat(outcome.body())
                .contains("data-done=\"0\" data-failed=\"2\"", "Chưa làm kịp trước khi lần xác nhận hết hạn");
    }

    @Test
    void twoWhoGoOnAtTheSameMomentSignEachDocumentOnce() throws Exception {
        Browser principal = house.as(house.school().principal());
        Page paused = pausedBeforeTheFirst(principal, 6);
        UUID authorisation = authorisation(paused);
        try (Closing workers = new Closing(Executors.newFixedThreadPool(2))) {
            Callable<Page> goOn = () -> principal.post(paused, "/authorisations/" + authorisation + "/resume");
            for (var page : workers.pool().invokeAll(List.of(goOn, goOn))) {
                assertThat(page.get().status()).isEqualTo(200);
            }
        }
        assertThat(toTheEnd(principal, principal.get("/authorisations/" + authorisation))
                        .body())
                .contains("data-done=\"6\" data-failed=\"0\"");
        assertThat(house.database()
                        .sql(
                                "select count(*) from document_revision r join authorisation_item i on i.document = r.document"
                                        + " where i.authorisation = :id and r.act = 'SIGN'")
                        .param("id", authorisation)
                        .query(Long.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void nobodyElsePausesOrGoesOn() {
        Browser principal = house.as(house.school().principal());
        UUID authorisation = authorisation(pausedBeforeTheFirst(principal, 1));
        Browser clerk = house.as(house.school().clerk());
        Page any = clerk.get("/clerk");
        assertThat(clerk.post(any, "/authorisations/" + authorisation + "/resume")
                        .status())
                .isEqualTo(404);
        assertThat(clerk.post(any, "/authorisations/" + authorisation + "/pause")
                        .status())
                .isEqualTo(404);
        assertThat(clerk.get("/authorisations/" + authorisation).status()).isEqualTo(404);
    }

    /** A school's leaving year. */
    @Test
    @Tag("slow")
    void threeHundredAreOneStepUp() {
        String batch = "Học bạ " + UUID.randomUUID();
        submit(batch, 300);
        Browser principal = house.as(house.school().principal());
        Page list = principal.get("/inbox?all=true&q=" + Browser.encode(batch));
        List<String> ticked =
                ROW.matcher(list.body()).results().map(row -> row.group(1)).toList();
        Page sheet = principal.post(list, "/inbox/sign", everythingBut(list, ticked, batch));
        assertThat(sheet.body()).contains("Ký 300 văn bản?");
        Page outcome = toTheEnd(principal, principal.stepUp(sheet));
        assertThat(outcome.body()).contains("data-done=\"300\" data-failed=\"0\"");
        assertThat(house.events("DOCUMENT_SIGNED", authorisation(outcome).toString()))
                .isEqualTo(300);
        System.out.println("300 documents under one step-up: " + seconds(authorisation(outcome)) + " s");
    }

    private static double seconds(UUID authorisation) {
        return house.database()
                .sql("select extract(epoch from max(i.concluded_at) - min(a.used_at)) from authorisation a"
                        + " join authorisation_item i on i.authorisation = a.id where a.id = :id")
                .param("id", authorisation)
                .query(Double.class)
                .single();
    }

    /** The form of a page on which all are chosen. */
    private static Map<String, List<String>> everythingBut(Page list, List<String> ticked, String q) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("all", List.of("true"));
        form.put("q", List.of(q));
        form.put(
                "row",
                ROW.matcher(list.body()).results().map(row -> row.group(1)).toList());
        form.put("d", ticked);
        return form;
    }

    /** So many documents, authorised, and paused before the first of them was signed. */
    private static Page pausedBeforeTheFirst(Browser principal, int count) {
        List<UUID> waiting = submit("Thông báo " + UUID.randomUUID(), count);
        Page sheet = principal.post(
                principal.get("/inbox"),
                "/inbox/sign",
                Map.of("d", waiting.stream().map(UUID::toString).toList()));
        change(authorisation(sheet), "paused = true");
        return principal.stepUp(sheet);
    }

    private static void change(UUID authorisation, String what) {
        house.database()
                .sql("update authorisation set " + what + " where id = :id")
                .param("id", authorisation)
                .update();
    }

    /** Handed in, and every page seen by the principal. */
    private static List<UUID> submit(String title, int count) {
        Browser teacher = house.as(house.school().teacher());
        Browser principal = house.as(house.school().principal());
        List<UUID> ids = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            UUID id = Browser.id(
                    desk.submit(teacher, desk.decision(), house.school().principal(), title + ", " + n));
            principal.get("/documents/" + id + "/text");
            ids.add(id);
        }
        return ids;
    }

    private static Page toTheEnd(Browser principal, Page first) {
        Page page = first;
        for (int look = 0; look < 600 && page.body().contains("data-carrying=\"RUNNING\""); look++) {
            pause();
            page = principal.get(page.path());
        }
        return page;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static UUID authorisation(Page page) {
        return UUID.fromString(page.path().replaceAll("^/authorisations/([0-9a-f-]{36}).*$", "$1"));
    }

    private static long signatures(UUID document) {
        return house.database()
                .sql("select count(*) from document_revision where document = :id and act = 'SIGN'")
                .param("id", document)
                .query(Long.class)
                .single();
    }

    private record Closing(ExecutorService pool) implements AutoCloseable {
        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
