package vn.khue.audit.app.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.web.trial.TrialBrowser;

final class LogPagesTest {

    private static final Pattern ROW = Pattern.compile("href=\"/events/([0-9]+)\"");
    private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private final AuditServer server = AuditServer.get();

    @Test
    void listsTheNewestFirstWithItsPlaceInTheLedger() {
        UUID person = UUID.randomUUID();
        AuditEvent older = event(EventKind.LOGIN, Outcome.SUCCESS, person, "u1", 0);
        AuditEvent newer = event(EventKind.DOCUMENT_SIGNED, Outcome.FAILURE, person, "u1", 10);
        server.deliver(List.of(newer, older));

        String page = server.browser("AN_NINH").get("/events?person=" + person).body();

        assertThat(rows(page)).containsExactly(server.index(newer), server.index(older));
        assertThat(page)
                .contains(
                        "Ký văn bản",
                        "Đăng nhập",
                        "Không được",
                        "Chưa kiểm chứng",
                        "Kiểm chứng",
                        "09:00:10, 01/09/2026")
                .contains("An toàn thông tin · Trường city");
    }

    @ParameterizedTest
    @CsvSource({
        "kind=LOGIN, 2",
        "kind=LOGIN_FAILED, 1",
        "outcome=FAILURE, 1",
        "unit=u-filter-a, 2",
        "unit=u-filter-b, 1",
        "unit=u-filter-a&kind=LOGIN, 1",
        "from=2026-09-01T09:01, 2",
        "to=2026-09-01T09:00, 1",
        "from=2026-09-01T09:01&to=2026-09-01T09:01, 1",
        "from=2026-09-01&to=2026-09-01, 3",
        "to=2026-08-31, 0",
        "ip=203.0.113.9, 0",
    })
    void filters(String filter, int expected) {
        UUID person = UUID.randomUUID();
        server.deliver(List.of(
                event(EventKind.LOGIN, Outcome.SUCCESS, person, "u-filter-a", 0),
                event(EventKind.LOGIN_FAILED, Outcome.FAILURE, person, "u-filter-a", 60),
                event(EventKind.LOGIN, Outcome.SUCCESS, person, "u-filter-b", 120)));

        HttpResponse<String> page = server.browser("AN_NINH").get("/events?person=" + person + "&" + filter);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(rows(page.body())).hasSize(expected);
        assertThat(page.body().contains("Không có sự kiện nào khớp với bộ lọc."))
                .isEqualTo(expected == 0);
    }

    @Test
    void findsByAddressAppKeyCardAndEvent() {
        UUID person = UUID.randomUUID();
        String key = "5e".repeat(16) + person.toString().replace("-", "");
        AuditEvent used = AuditEvent.of(
                        EventKind.DOCUMENT_SIGNED,
                        Outcome.SUCCESS,
                        Actor.person(person).from(Origin.seen("2001:db8::5e", null)),
                        "signing",
                        at(0))
                .target(TargetKind.DOCUMENT, "d-5e")
                .with(DetailKey.CERTIFICATE_SHA256, key)
                .build();
        AuditEvent card = AuditEvent.of(EventKind.CARD_CHANGED, Outcome.SUCCESS, Actor.person(person), "signing", at(1))
                .target(TargetKind.CARD, "c-" + person)
                .build();
        AuditEvent token = AuditEvent.of(EventKind.TOKEN_ISSUED, Outcome.SUCCESS, Actor.person(person), "sso", at(2))
                .with(DetailKey.CLIENT, "app-" + person)
                .build();
        server.deliver(List.of(used, card, token));
        TrialBrowser officer = server.browser("AN_NINH");
        for (String filter : List.of(
                "ip=2001:db8::5e&person=" + person,
                "key=" + key.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)", "$1:"),
                "card=c-" + person,
                "app=app-" + person,
                "event=" + card.id())) {
            HttpResponse<String> page = officer.get("/events?" + filter);
            assertThat(page.statusCode()).as(filter).isEqualTo(200);
            assertThat(rows(page.body())).as(filter).hasSize(1);
        }
        assertThat(rows(officer.get("/events?card=" + card.id()).body())).isEmpty();
        assertThat(officer.get("/events?app=app-" + person + "&lang=en").body())
                .contains("App id", "Key (SHA-256 of the certificate)", "value=\"app-" + person);
    }

    @Test
    void aPartThatFellSilentIsNamedOnBothPagesAndHeartbeatsDoNotFillTheList() {
        UUID person = UUID.randomUUID();
        server.deliver(List.of(
                event(EventKind.LOGIN, Outcome.SUCCESS, person, "u1", 0), heartbeat("signing"), heartbeat("sso")));
        // This service delivers its own heartbeat to itself, on the road of all others.
        AuditServer.await(() -> server.database()
                        .sql("select count(*) from part_heard where source = 'audit'")
                        .query(Long.class)
                        .single()
                == 1);
        TrialBrowser officer = server.browser("AN_NINH");
        for (String path : List.of("/events", "/ledger")) {
            assertThat(officer.get(path).body()).doesNotContain("data-silent");
        }
        server.database()
                .sql("update part_heard set heard_at = '2026-11-23T02:14:07Z' where source = 'signing'")
                .update();
        try {
            for (String path : List.of("/events", "/ledger")) {
                assertThat(officer.get(path).body())
                        .contains("data-silent=\"signing\"", "Dịch vụ ký im lặng từ 09:14:07, 23/11/2026")
                        .doesNotContain("data-silent=\"sso\"", "data-silent=\"audit\"");
            }
            assertThat(officer.get("/ledger").body()).contains("data-part=\"sso\"", "Cổng đăng nhập");
        } finally {
            server.deliver(List.of(heartbeat("signing")));
        }
        assertThat(officer.get("/events").body()).doesNotContain("data-silent", "Báo còn hoạt động</b>");
        assertThat(rows(officer.get("/events?kind=HEARTBEAT").body())).hasSizeGreaterThanOrEqualTo(3);
    }

    private static AuditEvent heartbeat(String source) {
        return AuditEvent.of(
                        EventKind.HEARTBEAT,
                        Outcome.SUCCESS,
                        Actor.service("khue-" + source),
                        source,
                        Clock.systemUTC())
                .with(DetailKey.PERIOD_SECONDS, 3_600)
                .with(DetailKey.SEQUENCE, 0)
                .build();
    }

    @Test
    void pagesThroughAllOfThemOnceEvenAtTheSameMoment() {
        UUID person = UUID.randomUUID();
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            events.add(event(EventKind.LOGIN, Outcome.SUCCESS, person, "u1", i / 40));
        }
        server.deliver(events);
        TrialBrowser browser = server.browser("KIEM_TOAN");

        List<Long> seen = new ArrayList<>();
        Optional<String> next = Optional.of("/events?kind=LOGIN&person=" + person);
        List<Integer> sizes = new ArrayList<>();
        while (next.isPresent()) {
            String page = browser.get(next.get()).body();
            sizes.add(rows(page).size());
            seen.addAll(rows(page));
            Matcher older = OLDER.matcher(page);
            next = older.find() ? Optional.of(older.group(1).replace("&amp;", "&")) : Optional.empty();
        }

        assertThat(sizes).containsExactly(50, 50, 20);
        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void everyLookLeavesATraceWithWhoAndHow() {
        UUID person = UUID.randomUUID();
        AuditEvent event = event(EventKind.LOGIN, Outcome.SUCCESS, person, "u1", 0);
        server.deliver(List.of(event));
        TrialBrowser browser = server.browser("KIEM_TOAN");
        browser.get("/events?person=" + person);
        browser.get("/events/" + server.index(event));
        browser.get("/events/" + server.index(event) + "/proof");

        List<String> traces = server.database()
                .sql("select convert_from(body, 'UTF8') from audit_event where kind = 'LOG_READ' and actor = ?"
                        + " order by ledger_index desc limit 3")
                .param(AuditServer.id("KIEM_TOAN"))
                .query(String.class)
                .list();
        assertThat(traces).hasSize(3);
        assertThat(traces)
                .allSatisfy(trace -> assertThat(trace)
                        .contains("KIEM_TOAN", "\"sealed\":")
                        .as("where the reader sat is sealed in the ledger")
                        .doesNotContain("127.0.0.1"));
        assertThat(traces.get(2)).contains(person.toString());
    }

    @Test
    void showsEveryFieldOfAnEvent() {
        AuditEvent event = AuditEvent.of(
                        EventKind.DOCUMENT_SIGNED,
                        Outcome.SUCCESS,
                        Actor.person(UUID.randomUUID())
                                .inSession("sso-session-1")
                                .from(Origin.seen("203.0.113.24", "Mozilla/5.0 (thử)")),
                        "signing",
                        at(0))
                .target(TargetKind.DOCUMENT, "doc-77")
                .unit("u1")
                .with(DetailKey.SIGNATURE_LEVEL, "PAdES-B-LT")
                .with(DetailKey.ACR, "sign")
                .build();
        server.deliver(List.of(event));

        String page =
                server.browser("AN_NINH").get("/events/" + server.index(event)).body();

        assertThat(page)
                .contains(
                        event.id().toString(), event.actor().id(), "203.0.113.24", "Mozilla/5.0 (thử)", "sso-session-1")
                .contains("doc-77", "Mức chữ ký", "PAdES-B-LT", "Mức xác thực", "signing", "u1")
                .contains("&quot;class_uid&quot; : ")
                .contains("data-sealing=\"opened\"", "&quot;box&quot; : ");
    }

    @ParameterizedTest
    @CsvSource({
        "DOCUMENT_SIGNED, POSITION, PHO_HIEU_TRUONG, Phó hiệu trưởng",
        "DOCUMENT_SUBMITTED, DOCUMENT_TYPE, QD, Quyết định",
        "DOCUMENT_VALIDATED, INDICATION, TOTAL_PASSED, Hợp lệ"
    })
    void saysCodesInWordsOutsideTheOriginal(EventKind kind, DetailKey key, String code, String words) {
        AuditEvent event = AuditEvent.of(kind, Outcome.SUCCESS, Actor.person(UUID.randomUUID()), "signing", at(0))
                .with(key, code)
                .build();
        server.deliver(List.of(event));

        String page =
                server.browser("AN_NINH").get("/events/" + server.index(event)).body();

        assertThat(page).contains("<dd>" + words + "</dd>");
        assertThat(page.replaceAll("(?s)<details.*</details>", ""))
                .doesNotContain(">" + code + "<")
                .doesNotContain(">" + kind.severity().caption() + "<");
    }

    @Test
    void provesAnEventOnRequestAndOnlyThenShowsTheBadge() {
        UUID person = UUID.randomUUID();
        AuditEvent event = event(EventKind.DOCUMENT_SEALED, Outcome.SUCCESS, person, "u1", 0);
        server.deliver(List.of(event));
        long index = server.index(event);
        server.awaitSigned(index);
        TrialBrowser browser = server.browser("AN_NINH");
        String list = "/events?kind=DOCUMENT_SEALED&person=" + person;
        assertThat(browser.get(list).body()).contains("Chưa kiểm chứng").doesNotContain("class=\"proof\"");

        String proof = browser.get("/events/" + index + "/proof").body();

        assertThat(proof).contains("<h1>Đã kiểm chứng</h1>", "Ed25519", "RFC 6962", "Mã gốc của sổ");
        assertThat(browser.get(list).body()).contains("class=\"proof\"").doesNotContain("Chưa kiểm chứng");
        assertThat(server.browser("AN_NINH").get(list).body()).contains("Chưa kiểm chứng");
        assertThat(browser.get("/events/" + index + "/evidence").body())
                .startsWith("c2sp.org/tlog-proof@v1\nindex " + index + "\n");
        assertThat(browser.get("/events/" + index + "/entry").body())
                .isEqualTo(new String(EventJson.write(event), StandardCharsets.UTF_8));
    }

    @Test
    void saysWhenTheDatabaseAndTheLedgerDisagree() {
        AuditEvent event = event(EventKind.DOCUMENT_SEALED, Outcome.SUCCESS, UUID.randomUUID(), "u1", 0);
        AuditEvent forged = event(EventKind.DOCUMENT_SEALED, Outcome.FAILURE, UUID.randomUUID(), "u1", 0);
        server.deliver(List.of(event));
        long index = server.index(event);
        server.awaitSigned(index);
        TrialBrowser browser = server.browser("AN_NINH");
        assertThat(browser.get("/events/" + index + "/proof").body()).contains("Đã kiểm chứng");

        byte[] stored = server.database()
                .sql("select body from audit_event where ledger_index = ?")
                .param(index)
                .query(byte[].class)
                .single();

        server.database()
                .sql("update audit_event set body = ? where ledger_index = ?")
                .params(EventJson.write(forged), index)
                .update();

        assertThat(browser.get("/events/" + index + "/proof").body())
                .contains("<h1>Sổ không khớp</h1>", "khác với sự kiện trong cơ sở dữ liệu");
        assertThat(browser.get("/events/" + index).body()).contains("Chưa kiểm chứng");
        assertThat(browser.get("/events/" + index + "/evidence").statusCode()).isEqualTo(404);
        server.database()
                .sql("update audit_event set body = ? where ledger_index = ?")
                .params(stored, index)
                .update();
    }

    @Test
    void saysWhenTheCheckpointIsNotSignedByTheLog() throws IOException {
        AuditEvent event = event(EventKind.DOCUMENT_SEALED, Outcome.SUCCESS, UUID.randomUUID(), "u1", 0);
        server.deliver(List.of(event));
        long index = server.index(event);
        server.awaitSigned(index);
        Path key =
                server.ledgerFiles().resolve("../../../trust/khue-ledger.vkey").normalize();
        String right = Files.readString(key);
        TrialBrowser browser = server.browser("AN_NINH");
        try {
            // The vkey of the Go checksum database: a genuine key, of another log.
            Files.writeString(key, "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\n");
            assertThat(browser.get("/events/" + index + "/proof").body()).contains("<h1>Sổ không khớp</h1>");
        } finally {
            Files.writeString(key, right);
        }
        assertThat(browser.get("/events/" + index + "/proof").body()).contains("<h1>Đã kiểm chứng</h1>");
    }

    @Test
    void showsHostileTextAsText() {
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        AuditEvent event = AuditEvent.of(
                        EventKind.DOCUMENT_RETURNED,
                        Outcome.SUCCESS,
                        Actor.person(UUID.randomUUID()).from(Origin.seen("203.0.113.24", hostile)),
                        "signing",
                        at(0))
                .target(TargetKind.DOCUMENT, hostile)
                .unit("u\"><i>x")
                .with(DetailKey.REASON, hostile)
                .build();
        server.deliver(List.of(event));
        TrialBrowser browser = server.browser("AN_NINH");
        String all = browser.get("/events?person=" + event.actor().id()).body()
                + browser.get("/events/" + server.index(event)).body()
                + browser.get("/events/" + server.index(event) + "/proof").body()
                + browser.get("/events?kind=%3Cscript%3E&person=%22%3E%3Ci%3E&unit=%3Ci%3E&from=%22%20onclick=%22x")
                        .body();

        assertThat(all).contains("&lt;script&gt;").doesNotContain("<script", "<img", "<i>", "\" onclick=");
    }

    @ParameterizedTest
    @CsvSource({
        "person=lan, Mã người gồm 36 ký tự, lan",
        "person=1-1-1-1-1, Mã người gồm 36 ký tự, 1-1-1-1-1",
        "kind=NOPE, Chọn một dòng, ",
        "from=yesterday, Ghi ngày giờ, yesterday",
        "from=-999999999-01-01T00:00, Ghi ngày giờ, -999999999",
        "from=2026-09-02&to=2026-09-01, Đến phải sau Từ, 2026-09-02",
        "after=1;drop, Lọc, ",
        "ip=truong-a, Ghi một địa chỉ IP, truong-a",
        "key=12AB, Mã SHA-256 gồm 64, 12ab",
        "event=1, Mã sự kiện gồm 36 ký tự, 1",
    })
    void explainsAFilterItCannotUnderstandAndKeepsWhatWasTyped(String filter, String message, String kept) {
        HttpResponse<String> page = server.browser("AN_NINH").get("/events?" + filter);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("<title>Lỗi: ", message);
        if (kept != null) {
            assertThat(page.body()).contains("value=\"" + kept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/events/0", "/events/0/proof", "/events/0/evidence", "/events/0/entry"})
    void isClosedToEverybodyElse(String path) {
        for (String role :
                List.of("HIEU_TRUONG", "VAN_THU", "GIAO_VIEN", "HOC_SINH", "QT_CNTT", "QT_NEN_TANG", "CAN_BO_RA")) {
            assertThat(server.browser(role).get(path).statusCode()).isEqualTo(403);
        }
        assertThat(new TrialBrowser(server.base()).get(path).statusCode()).isEqualTo(302);
    }

    @Test
    void recordsADeniedLookInTheLogItself() {
        server.browser("VAN_THU").get("/events/7");

        AuditServer.await(() -> server.database()
                        .sql("select count(*) from audit_event where kind = 'ACCESS_DENIED' and actor = ?"
                                + " and convert_from(body, 'UTF8') like '%GET /events/%'")
                        .param(AuditServer.id("VAN_THU"))
                        .query(Long.class)
                        .single()
                > 0);
    }

    @Test
    void showsHowTheLedgerStandsWithoutPersonalData() {
        AuditEvent event = event(EventKind.LOGIN, Outcome.SUCCESS, UUID.randomUUID(), "u1", 0);
        server.deliver(List.of(event));
        server.awaitSigned(server.index(event));

        String page = server.browser("QT_NEN_TANG").get("/ledger").body();

        assertThat(page)
                .contains("Sổ chống sửa", "đã vào sổ", "Lần ký gần nhất", "Mã gốc của sổ")
                .doesNotContain(event.actor().id(), "href=\"/events");
        assertThat(server.browser("GIAO_VIEN").get("/ledger").statusCode()).isEqualTo(403);
    }

    @Test
    void leadsEachToTheirFirstPage() {
        assertThat(TrialBrowser.location(server.browser("AN_NINH").get("/")).getPath())
                .isEqualTo("/events");
        assertThat(TrialBrowser.location(server.browser("QT_NEN_TANG").get("/")).getPath())
                .isEqualTo("/ledger");
    }

    @Test
    void knowsWhatItDoesNotHave() {
        TrialBrowser browser = server.browser("AN_NINH");

        assertThat(browser.get("/events/999999999").statusCode()).isEqualTo(404);
        assertThat(browser.get("/events/-1").statusCode()).isEqualTo(404);
        assertThat(browser.get("/events/9999999999999999999").statusCode()).isEqualTo(404);
    }

    @Test
    void speaksEnglishThroughout() {
        AuditEvent event = event(EventKind.LOGIN, Outcome.SUCCESS, UUID.randomUUID(), "u1", 0);
        server.deliver(List.of(event));
        long index = server.index(event);
        server.awaitSigned(index);
        TrialBrowser browser = server.browser("AN_NINH");

        for (String path : List.of("/events?lang=en", "/events/" + index, "/events/" + index + "/proof", "/ledger")) {
            String page = browser.get(path).body();
            assertThat(page).contains("<html lang=\"en\">", "Sign out").doesNotContain("??", "Nhật ký", "Kiểm chứng");
        }
    }

    @Test
    void pagesKeepTheSecurityPolicy() {
        AuditEvent event = event(EventKind.LOGIN, Outcome.SUCCESS, UUID.randomUUID(), "u1", 0);
        server.deliver(List.of(event));
        TrialBrowser browser = server.browser("AN_NINH");

        for (String path : List.of("/events", "/events/" + server.index(event), "/ledger")) {
            assertThat(browser.get(path).body()).doesNotContain("<script", "style=", "??");
        }
    }

    private static List<Long> rows(String page) {
        return ROW.matcher(page)
                .results()
                .map(row -> Long.parseLong(row.group(1)))
                .toList();
    }

    private static AuditEvent event(EventKind kind, Outcome outcome, UUID person, String unit, int seconds) {
        return AuditEvent.of(kind, outcome, Actor.person(person), "signing", at(seconds))
                .unit(unit)
                .build();
    }

    /** 09:00 on 1 September 2026 in Viet Nam, and some seconds. */
    private static Clock at(int seconds) {
        return Clock.fixed(Instant.parse("2026-09-01T02:00:00Z").plus(Duration.ofSeconds(seconds)), ZoneOffset.UTC);
    }

    @Test
    void whatIsNoTextIsNoFilter() {
        TrialBrowser browser = AuditServer.get().browser("AN_NINH");
        for (String bad : List.of("%00", "thcs%00", "%1B", "%C3%28", "%EF%BF%BD")) {
            HttpResponse<String> refused = browser.get("/events?unit=" + bad);
            assertThat(refused.statusCode()).as(bad).isEqualTo(400);
            assertThat(refused.body()).contains("Có ký tự không đọc được");
        }
    }
}
