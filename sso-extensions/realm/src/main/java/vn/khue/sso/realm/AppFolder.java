package vn.khue.sso.realm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of app files: every {@code *.json} in it is one app. */
final class AppFolder {
    private static final int MOST = 500;

    private final Path folder;
    private final AppFileReader reader;

    AppFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.reader = new AppFileReader(clock);
    }

    /**
     * All apps, by client id.
     *
     * @throws RealmException if a file is refused, with what is wrong in all of them; or if two files are about one client
     */
    List<AppFile> read() {
        var apps = new TreeMap<String, AppFile>();
        var problems = new ArrayList<String>();
        for (Path file : files()) {
            try {
                AppFile app = reader.read(file);
                if (apps.putIfAbsent(app.client(), app) != null) {
                    problems.add("app file " + file.getFileName()
                            + " is refused:\n  client: expected one file an app, found another" + " file with \""
                            + app.client() + "\"; take one away");
                }
            } catch (RealmException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new RealmException(String.join("\n", problems));
        }
        return List.copyOf(apps.values());
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
            if (files.size() > MOST) {
                throw new RealmException("expected at most " + MOST + " app files in " + folder + ", found more; "
                        + "each adds its address to the policy of every page of the gate");
            }
            return files;
        } catch (IOException e) {
            throw new RealmException(
                    "expected the folder of app files " + folder + ", could not read it; make it or unset KHUE_APPS",
                    e);
        }
    }
}
