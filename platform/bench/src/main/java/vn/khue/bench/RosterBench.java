package vn.khue.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;
import vn.khue.bench.peer.BareLdapLoop;
import vn.khue.directory.Dated;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.ldap.LdapCensus;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.roster.Roster;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.ApplySettings;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.RosterDatabase;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.ImportRequest;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.SourceFile;
import vn.khue.roster.source.TableSettings;

/** A list of 100,000 pupils planned, applied and planned again, over the embedded directory and a real PostgreSQL. */
public final class RosterBench implements Bench {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final int ROWS = 100_000;
    private static final int SCHOOLS = 100;
    private static final int CLASSES = 25;
    private static final int BARE = 10_000;
    private static final double NO_CHANGE_LIMIT_SECONDS = 15;
    private static final Doer DOER = Doer.service("bench");

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public String about() {
        return "a list of 100,000 pupils: planned again without a change; applied, beside a bare LDAP loop without journal and events";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-roster");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
                return measure(folder, postgres.getPostgresDatabase());
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder and a PostgreSQL, found " + e, e);
        }
    }

    private List<Measurement> measure(Path folder, DataSource database) throws IOException {
        RosterDatabase.migrate(database);
        Path list = list(folder.resolve("list.csv"));
        double bare;
        try (var server = DirectoryServers.embedded(folder.resolve("bare"))) {
            bare = new BareLdapLoop(server.port(), DirectoryServers.BASE, DirectoryServers.PASSWORD)
                    .changesPerSecond(BARE);
        }
        try (var server = DirectoryServers.embedded(folder.resolve("directory"))) {
            LdapEndpoint admin = DirectoryServers.admin(server.port());
            try (var census = new LdapCensus(admin);
                    var directory = new LdapDirectory(admin);
                    var writer = new LdapDirectoryWriter(admin)) {
                schools(writer);
                var roster = new Roster(
                        database, census, directory, writer, new byte[32], ApplySettings.standard(), Clock.systemUTC());
                long run = plan(roster, list);
                long began = System.nanoTime();
                ApplyResult applied = roster.apply(run, DOER, Optional.empty());
                double applySeconds = (System.nanoTime() - began) / 1e9;
                if (!(applied instanceof ApplyResult.Applied done) || done.leftAlone() > 0) {
                    throw new BenchException("expected every change to be done, found " + applied);
                }
                double again = Double.MAX_VALUE;
                for (int round = 0; round < 2; round++) {
                    began = System.nanoTime();
                    long same = plan(roster, list);
                    again = Math.min(again, (System.nanoTime() - began) / 1e9);
                    if (!roster.journal().counts(same).isEmpty()) {
                        throw new BenchException("expected no change the second time, found some");
                    }
                }
                return List.of(
                        new Measurement(
                                name(),
                                "100,000 rows planned again, nothing changes",
                                "s",
                                Measurement.Better.LOWER,
                                again,
                                NO_CHANGE_LIMIT_SECONDS,
                                "limit",
                                Optional.of(1.0)),
                        new Measurement(
                                name(),
                                String.format(
                                        Locale.ROOT, "%,d changes applied, each with journal and event", done.done()),
                                "changes/s",
                                Measurement.Better.HIGHER,
                                done.done() / applySeconds,
                                bare,
                                "bare UnboundID loop",
                                Optional.of(0.8)));
            }
        }
    }

    private static long plan(Roster roster, Path list) {
        SourceFile file = SourceFile.open(
                list, new TableSettings("2026-2027", Optional.empty(), Coverage.COMPLETE, DAY), InputLimits.standard());
        PlanResult result = roster.plan(new ImportRequest(
                "bench", file.source(), "list.csv", file.sha256(), DAY, Set.of(), Decisions.NONE, DOER));
        if (result instanceof PlanResult.Planned planned) {
            return planned.run();
        }
        throw new BenchException("expected a plan, found " + ((PlanResult.Unreadable) result).count() + " errors");
    }

    private static void schools(LdapDirectoryWriter writer) {
        Validity since = Validity.since(LocalDate.of(2000, 9, 5));
        for (int i = 0; i < SCHOOLS; i++) {
            writer.add(new Unit(
                    "th-" + (100 + i),
                    UnitKind.TIEU_HOC,
                    List.of(new Dated<>("Trường Tiểu học " + i, since)),
                    List.of(new Dated<>("79900" + (1000 + i), since)),
                    OptionalInt.empty()));
        }
    }

    private static Path list(Path file) throws IOException {
        List<String> family = List.of("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ");
        List<String> middle =
                List.of("Văn", "Thị", "Minh", "Thanh", "Ngọc", "Hoàng", "Gia", "Bảo", "Khánh", "Thu", "Đức");
        List<String> given = new ArrayList<>(
                List.of("An", "Bình", "Châu", "Dũng", "Hòa", "Khôi", "Lan", "Mai", "Quỳnh", "Sơn", "Tú", "Uyên", "Vy"));
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("Mã học sinh,Họ và tên,Ngày sinh,Giới tính,Mã trường,Lớp\n");
            for (int i = 0; i < ROWS; i++) {
                int group = i / SCHOOLS % CLASSES;
                out.write(String.format(
                        Locale.ROOT,
                        "79%08d,%s %s %s,%02d/%02d/%d,%s,79900%d,%dA%d%n",
                        i,
                        family.get(i % 10),
                        middle.get(i / 10 % 11),
                        given.get(i / 110 % 13),
                        1 + i * 7 % 28,
                        1 + i / 28 % 12,
                        2016 + i / 336 % 5,
                        i % 2 == 0 ? "Nam" : "Nữ",
                        1000 + i % SCHOOLS,
                        1 + group % 5,
                        1 + group / 5));
            }
        }
        return file;
    }
}
