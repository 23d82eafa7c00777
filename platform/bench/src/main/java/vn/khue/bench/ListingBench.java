package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.khue.directory.slapd.FirstLoad;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/** Everybody of a city in slapd, listed by name: page 10,000 beside page 1. How many can be set by {@code -Dkhue.bench.listed}. */
public final class ListingBench implements Bench {

    private static final int PEOPLE = Integer.getInteger("khue.bench.listed", 500_000);
    private static final int FAR_PAGE = 10_000;

    private final Crowd crowd = new Crowd();

    @Override
    public String name() {
        return "listing";
    }

    @Override
    public String about() {
        return "half a million people in slapd listed by name, 50 a page: page 10,000 beside page 1";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-listing");
            try {
                return measure(DirectoryServers.slapd(folder.resolve("slapd")));
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
    }

    private List<Measurement> measure(SlapdSettings settings) {
        SlapdInstallation installation = DirectoryServers.installation();
        new FirstLoad(installation, settings).run(records -> {
            for (int i = 0; i < PEOPLE; i++) {
                records.add(crowd.person(i));
            }
        });
        try (var server = PrivateSlapd.start(installation, settings)) {
            return new NamePages(name(), "slapd", PEOPLE, DirectoryServers.admin(server.port()))
                    .rows(FAR_PAGE, i -> crowd.person(PEOPLE + i));
        }
    }
}
