package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.audit.event.EventKind;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/** The directory stops while people work: sessions go on, new logins say why they cannot be, and it heals by itself. */
@KeycloakIntegrationTest(config = GateServer.class)
class DirectoryAwayTest {
    private static final String WORDS = "Danh bạ của Khuê chưa trả lời";
    private static final String WRONG = "chưa đúng";
    private static final int CROWD = 24;

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private final HttpClient http = HttpClient.newHttpClient();
    private Surroundings around;
    private Village village;
    private Gate gate;
    private boolean away;
    private Optional<MuteDirectory> mute = Optional.empty();

    @BeforeEach
    void gate() {
        around = Surroundings.get();
        village = around.village;
        gate = Gate.at(urls.getBase());
    }

    @AfterEach
    void back() {
        mute.ifPresent(MuteDirectory::close);
        mute = Optional.empty();
        if (away) {
            around.startDirectory();
            away = false;
        }
        Patience.until(
                "new logins work again",
                () -> gate.app(gate.browser()).open(Map.of()).id().equals("login-login"));
    }

    private void stop() {
        around.stopDirectory();
        away = true;
    }

    @Test
    void whoeverSignsInAnewReadsTheSameWhoeverItIsAndNothingIsCounted() {
        gate.app(gate.browser()).signIn(village.pupil.uid());
        String tries = "select coalesce(sum(wrong), 0) from khue_login_try";
        long before = around.count(tries);
        var typed = new ArrayList<Page>();
        List<Map.Entry<String, String>> people = List.of(
                Map.entry(village.pupil.uid(), Gate.PASSWORD),
                Map.entry(village.pupil.uid(), "không phải mật khẩu"),
                Map.entry(village.accountant.uid(), Gate.PASSWORD),
                Map.entry("khong.co.ai", Gate.PASSWORD));
        List<SigningApp> browsers =
                people.stream().map(each -> gate.app(gate.browser())).toList();
        List<Page> opened = browsers.stream().map(app -> app.open(Map.of())).toList();

        stop();
        for (int i = 0; i < people.size(); i++) {
            typed.add(browsers.get(i)
                    .password(
                            opened.get(i), people.get(i).getKey(), people.get(i).getValue()));
        }

        assertThat(typed).allSatisfy(page -> {
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.id()).isEqualTo("login-khue-directory-away");
            assertThat(page.html()).contains(WORDS).doesNotContain(WRONG);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(typed.stream().map(DirectoryAwayTest::withoutAddresses).distinct())
                .as("no word tells who exists")
                .hasSize(1);
        assertThat(gate.app(gate.browser()).open(Map.of()).status())
                .as("told before anything is typed")
                .isEqualTo(503);
        assertThat(gate.app(gate.browser()).open(Map.of("ui_locales", "en")).html())
                .contains("directory does not answer", "Try again");
        assertThat(around.count(tries)).isEqualTo(before);
        back();

        Page again = browsers.get(0)
                .follow(typed.get(0).address().resolve(link(typed.get(0))).toString());
        assertThat(browsers.get(0)
                        .tokens(browsers.get(0).password(again, village.pupil.uid(), Gate.PASSWORD))
                        .access())
                .as("the link on the page leads on")
                .isNotEmpty();
        Patience.until(
                "the log knows why",
                () -> around.intake.events().stream()
                                .filter(event -> event.kind() == EventKind.LOGIN_FAILED
                                        && "directory_away"
                                                .equals(event.details().get("reason")))
                                .count()
                        >= people.size());
        assertThat(around.intake.events().stream()
                        .filter(event -> "directory_away".equals(event.details().get("reason"))))
                .allSatisfy(event -> assertThat(event.actor().id()).isEqualTo("unknown"));
    }

    @Test
    void sessionsGoOnAndNoLookEndsThem() {
        SigningApp pupil = gate.app(gate.browser());
        SigningApp clerk = gate.app(gate.browser());
        var pupils = new AtomicReference<>(pupil.signIn(village.pupil.uid()));
        Tokens clerks = clerk.signIn(
                TrialOfficer.appointed(around, gate, Position.VAN_THU).uid());

        try (LogLines log = LogLines.open()) {
            stop();
            // After a restart, or on another node, Keycloak has nobody in its memory.
            admin.realm("khue").clearUserCache();
            Patience.until(
                    "rights are not told any more, and our apps begin no session by such a token",
                    () -> !pupils.updateAndGet(pupil::refresh).accessClaims().has("khue_role"));
            assertThat(pupils.get().accessClaims().path("name").asString()).isEqualTo("Nguyễn An");
            clerks = clerk.refresh(clerks);
            Patience.until(
                    "some looks at who has left failed",
                    () -> log.all().split("did not say who may not sign in any more", -1).length > 3);
            pupils.updateAndGet(pupil::refresh);
            clerks = clerk.refresh(clerks);
            assertThat(pupil.open(Map.of()).query()).containsKey("code");
            assertThat(clerk.open(Map.of()).id())
                    .as("who was an officer proves a second factor, for nobody knows from where is inside")
                    .isEqualTo("login-login-otp");
        }
        back();

        assertThat(pupils.updateAndGet(pupil::refresh)
                        .accessClaims()
                        .path("khue_role")
                        .toString())
                .isEqualTo("[\"HOC_SINH\"]");
        assertThat(clerk.refresh(clerks).accessClaims().path("khue_role").toString())
                .isEqualTo("[\"VAN_THU\"]");
    }

    @Test
    void badgesAndSlipsAndConsolesSayItTooAndNothingIsUsedUp() {
        BadgeVillage badges = around.badgeVillage;
        HelpVillage help = around.helpVillage;
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(
                        new DemoAccount(badges.formTeacher.uid(), Gate.PASSWORD, Optional.empty()),
                        new DemoAccount(help.formTeacher.uid(), Gate.PASSWORD, Optional.empty())));
        String qr = BadgeConsole.of(gate, badges.formTeacher)
                .issue(badges.photographed)
                .path("qr")
                .asString();
        HelpConsole console = HelpConsole.of(gate, help.formTeacher);
        Person newcomer = help.second;
        String slip = console.slip(newcomer);
        var child = new BadgePupil(gate);
        Page pictures = child.type(child.badgePage(Map.of()), qr);
        var stranger = new BadgePupil(gate);
        Page strangersPictures = stranger.type(stranger.badgePage(Map.of()), "KHUE1:" + "A".repeat(26));
        var adult = new Newcomer(gate);
        Page slipPage = adult.slipPage(Map.of());

        stop();
        Page known = child.press(child.press(child.press(pictures, 1), 2), 3);
        Page unknown = stranger.press(stranger.press(stranger.press(strangersPictures, 1), 2), 3);
        Page bySlip = adult.type(slipPage, newcomer.uid(), slip);
        assertThat(List.of(known, unknown, bySlip)).allSatisfy(page -> {
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.html()).contains(WORDS).doesNotContain(WRONG);
        });
        assertThat(withoutAddresses(known)).isEqualTo(withoutAddresses(unknown));
        assertThat(console.status("mine")).isEqualTo(503);
        assertThat(console.badges().voidBadge(badges.photographed)).isEqualTo(503);
        back();

        assertThat(adult.present(newcomer.uid(), slip).id())
                .as("the slip was not used up")
                .isEqualTo("login-login-update-password");
        assertThat(console.status("mine")).isEqualTo(200);
    }

    /** Worse than one that is gone: it takes connections, and whoever asks it waits. */
    @Test
    void aDirectoryThatHangsIsAskedByFewAndEverybodyIsAnswered() throws Exception {
        String token = gate.app(gate.browser()).signIn(village.teacher.uid()).access();
        assertThat(status(token, "khue-app-passwords")).isEqualTo(200);
        List<SigningApp> browsers =
                Stream.generate(() -> gate.app(gate.browser())).limit(CROWD).toList();
        List<Page> opened = browsers.stream().map(app -> app.open(Map.of())).toList();
        ExecutorService crowd = Executors.newCachedThreadPool();
        try {
            mute = Optional.of(around.muteDirectory());
            away = true;
            // Those who come in the moment in which it falls silent wait, and no longer than its time-outs.
            var typed = new ArrayList<Future<Page>>();
            for (int i = 0; i < CROWD; i++) {
                SigningApp app = browsers.get(i);
                Page page = opened.get(i);
                typed.add(crowd.submit(() -> app.password(page, village.pupil.uid(), Gate.PASSWORD)));
            }
            List<Future<Integer>> calls = consoles(crowd, token);
            assertAway(typed, calls);

            int before = mute.get().taken();
            var later = new ArrayList<Future<Page>>();
            browsers.forEach(app -> later.add(crowd.submit(() -> app.open(Map.of()))));
            List<Future<Integer>> laterCalls = consoles(crowd, token);
            assertAway(later, laterCalls);
            assertThat(mute.get().taken() - before)
                    .as("connections for %s requests", later.size() + laterCalls.size())
                    .isLessThan(CROWD / 2);
        } finally {
            crowd.shutdownNow();
        }
        back();

        assertThat(gate.app(gate.browser()).signIn(village.pupil.uid()).access())
                .isNotEmpty();
        assertThat(status(token, "khue-app-passwords")).isEqualTo(200);
        assertThat(status(token, "khue-help/mine")).isEqualTo(200);
    }

    private List<Future<Integer>> consoles(ExecutorService crowd, String token) {
        return IntStream.range(0, CROWD)
                .boxed()
                .flatMap(i -> Stream.of("khue-app-passwords", "khue-help/mine", "khue-family/mine"))
                .map(path -> crowd.submit(() -> status(token, path)))
                .toList();
    }

    private static void assertAway(List<Future<Page>> pages, List<Future<Integer>> calls) throws Exception {
        for (Future<Page> each : pages) {
            assertThat(each.get().status()).as(each.get().html()).isEqualTo(503);
            assertThat(each.get().html()).contains(WORDS).doesNotContain(WRONG);
        }
        for (Future<Integer> each : calls) {
            assertThat(each.get()).isEqualTo(503);
        }
    }

    private int status(String token, String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(gate.realm() + "/" + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Whoever is in Keycloak's memory, or in our own of a second, is not asked about in the directory any more. */
    @Test
    void whoeverIsSuspendedDoesNotComeInByKeycloaksMemoryEither() {
        SigningApp app = gate.app(gate.browser());
        SigningApp anew = gate.app(gate.browser());
        Page open = anew.open(Map.of());
        Tokens tokens = app.signIn(village.deputy.uid());
        Patience.until("Keycloak has written the session", () -> !ended(tokens));
        app.refresh(tokens);
        around.writer.update(village.deputy.withStatus(PersonStatus.SUSPENDED));
        try {
            assertThat(anew.password(open, village.deputy.uid(), Gate.PASSWORD).query())
                    .as("at once, a moment after a token was made for the same person")
                    .doesNotContainKey("code");
            Patience.until("out of the session", () -> ended(tokens));
        } finally {
            around.writer.update(village.deputy);
        }
        assertThat(gate.app(gate.browser()).signIn(village.deputy.uid()).access())
                .as("back at once")
                .isNotEmpty();
    }

    private static boolean ended(Tokens tokens) {
        return Surroundings.get()
                        .count("select count(*) from offline_user_session where user_session_id = '"
                                + tokens.idClaims().path("sid").asString() + "'")
                == 0;
    }

    private static String link(Page page) {
        var link = java.util.regex.Pattern.compile("id=\"again\" href=\"([^\"]+)\"")
                .matcher(page.html());
        assertThat(link.find()).as(page.html()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private static String withoutAddresses(Page page) {
        // Keycloak's script, which our pages' policy does not run, has the address as well.
        return page.html().replaceAll("(href|action|src)=\"[^\"]*\"", "$1").replaceAll("(?s)<SCRIPT>.*?</SCRIPT>", "");
    }
}
