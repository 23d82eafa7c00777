package vn.khue.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import vn.khue.district.DemoCast;
import vn.khue.launcher.Console;
import vn.khue.launcher.Texts;
import vn.khue.launcher.card.CardDesk;
import vn.khue.launcher.district.DemoAccountsFile;
import vn.khue.launcher.district.DemoDistrict;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.realm.RealmSetup;
import vn.khue.launcher.roster.RosterPlace;

/** The main job of Khuê, driven through its real pages by people of the demo district. One run for one object. */
public final class Demo {
    private static final List<String> DOCUMENT_EVENTS = List.of(
            "DOCUMENT_SUBMITTED",
            "DOCUMENT_VIEWED",
            "DOCUMENT_SIGNED",
            "DOCUMENT_NUMBERED",
            "DOCUMENT_SEALED",
            "DOCUMENT_PUBLISHED");

    private final StateDirectory state;
    private final Installation installation;
    private final Ports ports;
    private final DemoDistrict district;
    private final RealmSetup realm;
    private final DemoCast cast;
    private final Console console;
    private final Texts texts;
    private final Clock clock;

    /**
     * @param district whose people act
     * @param realm by which the gate learns of an app
     */
    public Demo(
            StateDirectory state,
            Installation installation,
            Ports ports,
            DemoDistrict district,
            RealmSetup realm,
            Console console,
            Clock clock) {
        this.state = state;
        this.installation = installation;
        this.ports = ports;
        this.district = district;
        this.realm = realm;
        this.cast = district.cast();
        this.console = console;
        this.texts = Texts.of("vn.khue.launcher.demo.story", console.texts().language());
        this.clock = clock;
    }

    /**
     * Tells the whole story.
     *
     * @param file the PDF to sign; a decision is made where there is none
     * @return whether every step was checked and held
     */
    public boolean run(Optional<Path> file) {
        StateDirectory.createOwnerOnly(state.demo());
        Story story = new Story(console, texts, state.demo().resolve("summary.json"));
        console.line(texts.get("title"));
        try {
            tell(story, file);
        } catch (StepFailure e) {
            if (!story.told()) {
                console.line(String.valueOf(e.getMessage()));
            }
            console.line(texts.get("ended.failed", state.demo().resolve("summary.json")));
            return false;
        }
        console.line(texts.get(
                "ended.ok",
                console.seconds(story.time()),
                state.demo(),
                ports.signingUrl(),
                ports.auditUrl(),
                state.demoAccountsFile()));
        return story.held();
    }

    private void tell(Story story, Optional<Path> file) {
        Instant began = clock.instant();
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        UsedCodes codes = new UsedCodes(state.demo().resolve("used-codes.properties"));
        List<DemoPerson> people = new DemoAccountsFile(state).read();
        Member principal = member("principal", people, client, codes);
        Member clerk = member("clerk", people, client, codes);
        Member teacher = member("teacher", people, client, codes);
        Member registration = member("registration-officer", people, client, codes);
        Member security = member("security-officer", people, client, codes);
        String signing = ports.signingUrl();
        Path work = state.demo().resolve("work");
        StateDirectory.createOwnerOnly(work);

        CertificateOffice office = new CertificateOffice(signing, principal, clerk, registration);
        story.step("certificates", office::certificates);
        story.step("pictures", () -> office.pictures(cast));

        Path original = file.orElseGet(() -> work.resolve("decision.pdf"));
        if (file.isEmpty()) {
            story.step("decision", () -> {
                SampleDecision.write(
                        principal.person(),
                        district.unitAbove(
                                cast.member("principal").orElseThrow().unit(), today()),
                        began,
                        original);
                return original.toString();
            });
        }
        byte[] pdf = read(original);
        String title = file.isPresent() ? titleOf(original) : SampleDecision.subject();
        DocumentDesk desk = new DocumentDesk(signing, teacher, principal, clerk);
        story.step("submit", () -> desk.submit(title, original.getFileName().toString(), pdf));
        story.step("order", desk::sealComesSecond);
        story.step("review", desk::review);
        story.step("sign", desk::sign);
        story.step("number", desk::number);
        story.step("seal", desk::seal);
        String[] published = new String[1];
        story.step("publish", () -> published[0] = desk.publish());

        Outsider outsider = new Outsider(signing, new Visitor(client, texts.language()), state.demo(), texts, pdf);
        Path signed = state.demo().resolve("signed.pdf");
        story.step("download", () -> outsider.download(published[0]).toString());
        story.step("ask", () -> outsider.ask(signed));
        story.step("offline", () -> outsider.offline(signed, state.trust(), console.texts()));
        story.step("sealed-report", () -> outsider.sealedReport(signed, state.trust(), console.texts()));
        story.step("forgery", () -> outsider.forgeries(signed));
        judge(
                story,
                new Judges(installation, client, signing, state.trust().resolve("khue-root.crt"), work),
                signed,
                outsider.foreign().size());

        Watch watch = new Watch(ports.auditUrl(), security, began);
        roster(story, watch, work);
        SigningRound round = new SigningRound(signing, teacher, principal, clerk, began);
        story.step(
                "round",
                () -> round.prepare(
                        district.unitAbove(
                                cast.member("principal").orElseThrow().unit(), today()),
                        work));
        story.step("round-sign", round::sign);
        PupilCard card = new PupilCard(
                signing,
                teacher,
                principal,
                member("card-officer", people, client, codes),
                person("student", people),
                state.demo(),
                clock);
        story.step("card-photo", card::photo);
        story.step("card-issue", card::issue);
        story.step("card-print", card::print);
        story.step(
                "card-scan",
                () -> card.scan(new CardDesk(state.demo().resolve("work").resolve("cards.json"), console.texts())));
        FormTeacher form = new FormTeacher(
                ports.consoleUrl(),
                member("school-it", people, client, codes),
                teacher,
                new Visitor(client, texts.language()),
                person("student", people));
        story.step("badge-place", form::place);
        story.step("badge", form::print);
        story.step("badge-login", form::comesIn);
        story.step("badge-void", () -> form.takeBack() + " · " + watch.shows("CREDENTIAL_CHANGED"));
        family(story, client, codes, people, form);
        if (AppPasswordOwner.possible()) {
            AppPasswordOwner owner = new AppPasswordOwner(ports.consoleUrl(), ports.ldapUrl(), teacher, work);
            story.step("app-password", owner::make);
            story.step("app-password-revoke", owner::revoke);
        }
        story.step("issuance", () -> new IssuanceWitness(state, ports, console.texts()).agrees());
        story.step("attack", () -> {
            String said =
                    new Attack(new Visitor(client, texts.language()), signing + "/inbox").guess(principal.person());
            return said + " · " + watch.proven(watch.shows("LOGIN_FAILED"));
        });
        story.step("log", () -> watch.shows(DOCUMENT_EVENTS, desk.id()));
        story.step("ledger", () -> watch.ledger(state.data("ledger").resolve("log"), state.root()));
        story.step(
                "month-report",
                () -> new MonthReport(ports.auditUrl(), security, state.demo()).make(state.trust(), console.texts()));
    }

    private void family(Story story, HttpClient client, UsedCodes codes, List<DemoPerson> people, FormTeacher form) {
        try (ConsentApp app = new ConsentApp(ports.keycloakUrl() + "/realms/khue", state, realm, client)) {
            Family family = new Family(
                    ports.consoleUrl(),
                    member("parent", people, client, codes),
                    member("student", people, client, codes),
                    app);
            story.step("consent-child", family::childAgrees);
            story.step("consent-parent", family::parentAgrees);
            story.step("consent-withdraw", family::parentTakesBack);
            story.step("sign-out", () -> {
                String said = form.signsOutEverywhere();
                if (app.toldOfEnds() == 0 || !app.refusal().equals("invalid_grant")) {
                    throw new StepFailure("Expected the app to be told that the session is over, found nothing");
                }
                return said + " · logout_token: " + app.toldOfEnds();
            });
        }
    }

    private void roster(Story story, Watch watch, Path work) {
        DemoCast.Member officer = cast.member("school-it").orElseThrow();
        try (RosterPlace place = RosterPlace.open(state, ports, console.texts())) {
            DirectoryWitness witness = LdapsearchWitness.installed()
                    ? new LdapsearchWitness(place.admin(), work)
                    : new ReaderWitness(place.admin());
            RosterOffice office = new RosterOffice(
                    place.roster(),
                    place.doer(officer.username()),
                    officer.unit(),
                    today(),
                    witness,
                    work,
                    Texts.of("vn.khue.roster.messages", texts.language()));
            story.step("roster-plan", office::plan);
            story.step("roster-apply", office::apply);
            story.step("roster-again", office::again);
            story.step("roster-undo", office::undo);
            story.step("roster-log", () -> {
                long waiting = place.deliver();
                if (waiting > 0) {
                    throw new StepFailure("Expected every event of the roster to be sent, found waiting: " + waiting);
                }
                return watch.shows("ROSTER_RUN");
            });
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    private void judge(Story story, Judges judges, Path signed, int foreign) {
        story.step("dss", () -> judges.dss(signed, foreign));
        boolean pdfsig = Tool.find("pdfsig").isPresent();
        if (pdfsig) {
            story.step("pdfsig", () -> judges.pdfsig(signed, foreign));
        }
        if (Tool.find("openssl").isPresent()) {
            if (pdfsig) {
                story.step("ocsp", () -> judges.ocsp(signed));
            }
            story.step("timestamp", () -> judges.timestamp(signed));
        }
    }

    private Member member(String role, List<DemoPerson> people, HttpClient client, UsedCodes codes) {
        return new Member(person(role, people), client, texts.language(), codes);
    }

    private DemoPerson person(String role, List<DemoPerson> people) {
        return people.stream()
                .filter(known -> known.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new StepFailure("Nobody in " + state.demoAccountsFile() + " has the role " + role));
    }

    private static String titleOf(Path file) {
        String name = file.getFileName().toString();
        return name.toLowerCase(java.util.Locale.ROOT).endsWith(".pdf") ? name.substring(0, name.length() - 4) : name;
    }

    static String text(Path file) {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
