package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.slapd.FirstLoad;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/** The first load of an empty slapd, from records and with all checks, beside slapadd -q on the same entries as a file. */
final class FirstLoadBench {

    private static final int PEOPLE = 100_000;
    private static final double LEAST_OF_PEER = 0.5;
    private static final String[] NAMES = {
        "Nguyễn Thị Ánh", "Trần Văn Đức", "Lê Hoàng Bảo Châu", "Phạm Quốc Dũng", "Huỳnh Thị Mỹ Duyên", "Võ Minh Khôi"
    };

    private final SlapdInstallation installation;

    FirstLoadBench(SlapdInstallation installation) {
        this.installation = installation;
    }

    Measurement measure(String bench, Path folder) throws IOException {
        SlapdSettings ours = DirectoryServers.slapd(folder.resolve("first-load"));
        long began = System.nanoTime();
        new FirstLoad(installation, ours).run(records -> {
            for (int i = 0; i < PEOPLE; i++) {
                records.add(person(i));
            }
        });
        double oursSeconds = (System.nanoTime() - began) / 1e9;

        Path ldif = folder.resolve("people.ldif");
        tool("cat", PrivateSlapd.command(installation, ours), ldif, folder);
        List<String> peer = PrivateSlapd.prepare(installation, DirectoryServers.slapd(folder.resolve("slapadd")));
        began = System.nanoTime();
        tool("add", peer, ldif, folder);
        double peerSeconds = (System.nanoTime() - began) / 1e9;
        return new Measurement(
                bench,
                String.format(java.util.Locale.ROOT, "first load of %,d people into slapd", PEOPLE),
                "1/s",
                Measurement.Better.HIGHER,
                PEOPLE / oursSeconds,
                PEOPLE / peerSeconds,
                "slapadd -q",
                Optional.of(LEAST_OF_PEER));
    }

    /** @param server the command that runs slapd, from which the tool takes binary and configuration */
    private static void tool(String name, List<String> server, Path ldif, Path folder) throws IOException {
        var command = new ArrayList<>(List.of(server.get(0), "-T", name, "-n", "1", "-l", ldif.toString()));
        command.addAll(server.subList(1, 3));
        if ("add".equals(name)) {
            command.add("-q");
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("slap" + name + ".log").toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new BenchException("expected slap" + name + " to end well, found exit " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("expected slap" + name + " to end, was interrupted", e);
        }
    }

    private static Person person(int number) {
        return new Person(
                new UUID(0x4b68750000004000L, 0x8000000000000000L | number),
                "p" + number,
                PersonName.of(NAMES[number % NAMES.length]),
                Optional.of("2015-09-05"),
                Sex.FEMALE,
                Optional.of("p" + number + "@khue.edu.vn"),
                PersonStatus.ACTIVE);
    }
}
