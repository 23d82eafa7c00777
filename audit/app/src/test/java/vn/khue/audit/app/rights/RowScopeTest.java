package vn.khue.audit.app.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.AuditEvent;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialPersons;

/** Whoever watches over some schools sees nothing of the others on any page, not even by count. Two schools in each of two districts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowScopeTest extends AlertPages {

    private final String district = "d1" + unit;
    private final List<School> schools =
            List.of(new School("a1" + unit), new School("a2" + unit), new School("b1" + unit), new School("b2" + unit));

    /** A school with an alert of its own and a case that law wants a report of. */
    private static final class School {
        private final String id;
        private final String attacked = somebody();
        private AuditEvent event;
        private UUID alert;
        private UUID inCase;

        School(String id) {
            this.id = id;
        }

        String title() {
            return "Việc của " + id;
        }

        List<String> marks() {
            return List.of(id, attacked, event.id().toString(), alert.toString(), inCase.toString());
        }
    }

    /** Who looks, from where, and at how many of the four schools, counted from the first. */
    private enum Watcher {
        OFFICER_OF_DISTRICT("AN_NINH", "XA", 2),
        AUDITOR_OF_DISTRICT("KIEM_TOAN", "PHONG", 2),
        OFFICER_OF_SCHOOL("AN_NINH", "THCS", 1),
        AUDITOR_OF_SCHOOL("KIEM_TOAN", "THCS", 1),
        PRINCIPAL("HIEU_TRUONG", "THCS", 1);

        private final String role;
        private final String kind;
        private final int schools;

        Watcher(String role, String kind, int schools) {
            this.role = role;
            this.kind = kind;
            this.schools = schools;
        }

        boolean registers() {
            return this != PRINCIPAL;
        }

        boolean decides() {
            return role.equals("AN_NINH");
        }
    }

    private TrialBrowser browser(Watcher who) {
        boolean overSchools = who.schools > 1;
        Map<String, Object> claims =
                new TreeMap<>(TrialPersons.person(somebody(), "hoa.tt", "Trần Thị Hoà", who.role, district));
        String here = overSchools ? district : schools.get(0).id;
        List<String> watched =
                overSchools ? of(who).stream().map(each -> each.id).toList() : List.of();
        claims.put("khue_unit", List.of(Map.of("id", here, "name", "Nơi làm việc", "kind", who.kind)));
        claims.put("khue_post", List.of(Map.of("unit", here, "roles", List.of(who.role), "schools", watched)));
        TrialBrowser browser = new TrialBrowser(server.base());
        browser.signIn(server.gate(), claims, "/alerts/queue");
        return browser;
    }

    @BeforeAll
    void eachSchoolHasItsOwn() {
        for (School each : schools) {
            each.event = event(each.id, 1);
        }
        server.deliver(schools.stream().map(each -> each.event).toList());
        for (School each : schools) {
            each.alert = raise(RULE, SigmaLevel.MEDIUM, each.attacked, 1, each.event);
            each.inCase = open(each.title(), each.alert);
            assertThat(followed(
                            officer,
                            officer.post(
                                    officer.get("/cases/" + each.inCase),
                                    "/cases/" + each.inCase,
                                    Map.of("act", "mark", "reason", "DATA_BREACH", "version", "1"))))
                    .contains("data-incident=\"DATA_BREACH\"");
        }
    }

    private UUID open(String title, UUID... alerts) {
        String ids = Stream.of(alerts).map(UUID::toString).collect(Collectors.joining(","));
        HttpResponse<String> answer =
                officer.post(officer.get("/cases/new?alert=" + ids), "/cases", Map.of("alert", ids, "title", title));
        return UUID.fromString(TrialBrowser.location(answer).getPath().substring("/cases/".length()));
    }

    private List<School> of(Watcher who) {
        return schools.subList(0, who.schools);
    }

    private List<School> others(Watcher who) {
        return schools.subList(who.schools, schools.size());
    }

    @ParameterizedTest
    @EnumSource(Watcher.class)
    void pagesShowTheOwnSchoolsAndNothingOfTheOthers(Watcher who) {
        TrialBrowser browser = browser(who);
        List<String> lists = new ArrayList<>(List.of(
                "/alerts/queue",
                "/alerts/queue?state=ALL",
                "/alerts/queue?state=TAKEN",
                "/cases",
                "/overview?span=day"));
        if (who.registers()) {
            lists.add("/incidents");
        }
        for (School each : schools) {
            lists.add("/alerts/queue?state=ALL&unit=" + each.id);
            lists.add("/entities/school?id=" + each.id);
            lists.add("/entities/person?id=" + each.attacked);
        }
        StringBuilder seen = new StringBuilder();
        for (String path : lists) {
            HttpResponse<String> page = browser.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            hidesTheOthers(who, page.body(), path);
            seen.append(page.body());
        }
        for (School each : of(who)) {
            assertThat(seen).contains(each.alert.toString(), each.inCase.toString(), each.title());
            List<String> pages = new ArrayList<>(List.of("/alerts/" + each.alert, "/cases/" + each.inCase));
            if (who.registers()) {
                pages.add("/incidents/" + each.inCase);
                pages.add("/incidents/" + each.inCase + "/sheet");
            }
            for (String path : pages) {
                HttpResponse<String> page = browser.get(path);
                assertThat(page.statusCode()).as(path).isEqualTo(200);
                hidesTheOthers(who, page.body(), path);
                assertThat(page.body())
                        .as("leads nowhere that is denied")
                        .doesNotContain(
                                "href=\"/events", "href=\"/ledger", "/suppress\"", "/respond\"", "href=\"/blocklist");
            }
        }
        for (School each : others(who)) {
            for (String path : List.of(
                    "/alerts/" + each.alert,
                    "/alerts/" + each.alert + "?all=true",
                    "/cases/" + each.inCase,
                    "/incidents/" + each.inCase,
                    "/incidents/" + each.inCase + "/sheet")) {
                assertThat(browser.get(path).statusCode()).as(path).isIn(403, 404);
            }
        }
    }

    private void hidesTheOthers(Watcher who, String page, String path) {
        String asked = path.replaceAll(".*=", "");
        for (School each : others(who)) {
            assertThat(page).as(path).doesNotContain(each.title());
            for (String mark : each.marks()) {
                if (!mark.equals(asked)) {
                    assertThat(page).as(path).doesNotContain(mark);
                }
            }
        }
    }

    /** What happens elsewhere changes no page: no count, no row, no choice, no number of pages. */
    @ParameterizedTest
    @EnumSource(Watcher.class)
    void whatHappensElsewhereChangesNothing(Watcher who) {
        School own = schools.get(0);
        School foreign = schools.get(3);
        TrialBrowser browser = browser(who);
        List<String> paths = new ArrayList<>(List.of(
                "/alerts/queue?state=ALL",
                "/alerts/" + own.alert,
                "/cases",
                "/overview?span=day",
                "/entities/person?id=" + own.attacked,
                "/entities/school?id=" + own.id,
                "/entities/school?id=" + foreign.id));
        if (who.registers()) {
            paths.add("/incidents");
        }
        // Pages tell the time by the minute, and columns of charts end with it.
        for (Instant begun = Instant.EPOCH; !begun.equals(minute()); ) {
            begun = minute();
            List<String> before =
                    paths.stream().map(path -> said(browser, path)).toList();
            AuditEvent there = event(foreign.id, 2);
            server.deliver(List.of(there));
            // Of the same person and the same rule, so in the same group; and in a case of both.
            UUID same = raise(RULE, SigmaLevel.CRITICAL, own.attacked, 2, there);
            UUID mixed = raise("log_scraping", SigmaLevel.CRITICAL, own.attacked, 2, own.event, there);
            open("Của hai nơi", same, mixed);
            List<String> after = paths.stream().map(path -> said(browser, path)).toList();
            if (begun.equals(minute())) {
                assertThat(after).isEqualTo(before);
            }
        }
    }

    private static Instant minute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }

    private static String said(TrialBrowser browser, String path) {
        return browser.get(path).body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    /** The number of a case that spans schools is the case's own, and its alert is marked there. */
    @Test
    void anAlertInACaseOfOthersDoesNotTellOfIt() {
        School own = schools.get(0);
        AuditEvent here = event(own.id, 3);
        AuditEvent there = event(schools.get(3).id, 3);
        server.deliver(List.of(here, there));
        UUID mine = raise(RULE, SigmaLevel.MEDIUM, somebody(), 3, here);
        UUID theirs = raise(RULE, SigmaLevel.MEDIUM, somebody(), 3, there);
        UUID both = open("Của hai nơi", mine, theirs);
        TrialBrowser browser = browser(Watcher.OFFICER_OF_DISTRICT);

        HttpResponse<String> page = browser.get("/alerts/" + mine);
        assertThat(page.body()).contains(mine.toString()).doesNotContain(both.toString(), theirs.toString());
        assertThat(followed(
                        browser,
                        browser.post(
                                page,
                                "/alerts/" + mine,
                                Map.of("act", "mark", "reason", "DATA_BREACH", "version", "1"))))
                .as("its clocks are those of the case")
                .contains("id=\"failed\"");
        assertThat(browser.get("/cases/" + both).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Watcher.class)
    void whatIsOfTheWholeIsClosed(Watcher who) {
        TrialBrowser browser = browser(who);
        School own = schools.get(0);
        long index = server.index(own.event);
        for (String path : List.of(
                "/events",
                "/events?unit=" + own.id,
                "/events/" + index,
                "/events/" + index + "/proof",
                "/events/" + index + "/evidence",
                "/events/" + index + "/entry",
                "/alerts",
                "/ledger",
                "/blocklist",
                "/erasures",
                "/compliance",
                "/compliance/tcvn-14423-2026/network",
                "/requests",
                "/reviews",
                "/reports",
                "/wazuh",
                "/wazuh/computers",
                "/wazuh/responses",
                "/alerts/suppressions",
                "/alerts/" + own.alert + "/suppress",
                "/alerts/" + own.alert + "/respond")) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(403);
        }
        if (!who.registers()) {
            assertThat(browser.get("/incidents").statusCode()).isEqualTo(403);
        }
        assertThat(TrialBrowser.location(browser.get("/")).getPath()).isEqualTo("/alerts/queue");
    }

    @ParameterizedTest
    @EnumSource(Watcher.class)
    void actsReachTheOwnSchoolsOnly(Watcher who) {
        TrialBrowser browser = browser(who);
        HttpResponse<String> page = browser.get("/alerts/queue");
        for (School each : schools) {
            boolean own = of(who).contains(each);
            Supplier<Integer> allowed = () -> own && who.decides() ? 302 : who.decides() ? 404 : 403;
            AuditEvent more = event(each.id, 4);
            server.deliver(List.of(more));
            UUID alert = raise(RULE, SigmaLevel.MEDIUM, somebody(), 4, more);
            int taken = browser.post(page, "/alerts/" + alert, Map.of("act", "take", "version", "0"))
                    .statusCode();
            assertThat(taken).as(each.id).isEqualTo(allowed.get());
            assertThat(server.database()
                            .sql("select count(*) from alert_decision where alert = ?")
                            .param(alert)
                            .query(Long.class)
                            .single())
                    .as(each.id)
                    .isEqualTo(own && who.decides() ? 1 : 0);
            assertThat(browser.post(
                                    page,
                                    "/cases/" + each.inCase,
                                    Map.of("act", "comment", "note", "x", "version", "2"))
                            .statusCode())
                    .as(each.id)
                    .isEqualTo(allowed.get());
            assertThat(browser.post(page, "/incidents/" + each.inCase, Map.of("act", "MEASURE", "note", "x"))
                            .statusCode())
                    .as(each.id)
                    .isEqualTo(allowed.get());
            int evidence = browser.post(page, "/alerts/" + alert + "/evidence", Map.of())
                    .statusCode();
            assertThat(evidence).as(each.id).isEqualTo(own && who.decides() ? 200 : allowed.get());
        }
    }
}
