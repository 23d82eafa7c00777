package vn.khue.launcher.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.pki.ceremony.CeremonyRecord;
import vn.khue.pki.ceremony.Share;
import vn.khue.pki.ceremony.ShareReading;
import vn.khue.pki.ceremony.ShareText;
import vn.khue.pki.ceremony.SplitSecret;

/** Hands shares out and takes them back: one at a time at the terminal, or in files that only their owner may read. */
public final class Shares {
    private static final long LARGEST_FILE = 4096;
    /** A person may err; somebody who guesses gets nowhere in any case. */
    private static final int ATTEMPTS = 5;

    private final Terminal terminal;
    private final Texts texts;

    public Shares(Terminal terminal, Texts texts) {
        this.terminal = terminal;
        this.texts = texts;
    }

    /**
     * Shows each share alone, waits until it was written down, and has it typed back.
     *
     * @throws LauncherException where nobody sits there, or a share is not typed back in five attempts
     */
    public void showOneAtATime(List<Share> shares) {
        requireSomebody();
        for (Share share : shares) {
            String text = ShareText.of(share);
            boolean kept = false;
            for (int attempt = 0; attempt < ATTEMPTS && !kept; attempt++) {
                terminal.clear();
                terminal.show(texts.get("ca.share.shown", share.index(), shares.size(), share.setName()));
                terminal.show("");
                terminal.show(lines(text));
                terminal.show("");
                terminal.ask(texts.get("ca.share.written"));
                terminal.clear();
                kept = ShareText.read(terminal.askSecretly(texts.get("ca.share.back", share.index())))
                                instanceof ShareReading.Whole back
                        && back.share().equals(share);
            }
            if (!kept) {
                throw new LauncherException(texts.get("ca.share.notback", share.index()));
            }
        }
        terminal.clear();
    }

    /** Writes each share to a file of its own, mode 0600, that does not exist yet; gives their names. */
    public List<Path> write(List<Share> shares, Path directory) {
        List<Path> files = shares.stream()
                .map(share -> directory.resolve("khue-root-" + share.setName() + "-" + share.index() + ".txt"))
                .toList();
        files.stream().filter(Files::exists).findFirst().ifPresent(file -> {
            throw new LauncherException(texts.get("ca.share.exists", file));
        });
        for (int i = 0; i < files.size(); i++) {
            Share share = shares.get(i);
            StateDirectory.writeOwnerOnly(
                    files.get(i),
                    texts.get("ca.share.shown", share.index(), shares.size(), share.setName()) + "\n\n"
                            + lines(ShareText.of(share)) + "\n");
        }
        return files;
    }

    /**
     * Takes shares from files, or asks for them at the terminal until there are enough, and puts them together.
     *
     * @throws LauncherException naming the share that is mistyped, of another set, or missing
     */
    public SplitSecret gather(CeremonyRecord record, List<String> files) {
        List<Share> shares = files.isEmpty() ? ask(record) : fromFiles(record, files);
        long different = shares.stream().map(Share::index).distinct().count();
        if (different < record.threshold()) {
            throw new LauncherException(texts.get("ca.share.few", record.threshold(), different));
        }
        SplitSecret secret = SplitSecret.join(shares);
        if (!secret.check().equals(record.check())) {
            secret.close();
            throw new LauncherException(texts.get("ca.share.wrong"));
        }
        return secret;
    }

    private List<Share> fromFiles(CeremonyRecord record, List<String> files) {
        List<Share> shares = new ArrayList<>();
        for (String file : files) {
            ShareReading reading = ShareText.read(belowHeading(file));
            if (!(reading instanceof ShareReading.Whole whole)) {
                throw LauncherException.unreadable(mistake(reading, file), null);
            }
            requireSet(record, whole.share(), file);
            shares.add(whole.share());
        }
        return shares;
    }

    private List<Share> ask(CeremonyRecord record) {
        requireSomebody();
        List<Share> shares = new ArrayList<>();
        for (int attempt = 0; shares.size() < record.threshold(); attempt++) {
            if (attempt == record.threshold() + ATTEMPTS) {
                throw new LauncherException(texts.get("ca.share.few", record.threshold(), shares.size()));
            }
            String which = texts.get("ca.share.nth", shares.size() + 1, record.threshold());
            ShareReading reading = ShareText.read(terminal.askSecretly(texts.get("ca.share.type", which)));
            if (!(reading instanceof ShareReading.Whole whole)) {
                terminal.show(mistake(reading, which));
            } else if (shares.stream().anyMatch(s -> s.index() == whole.share().index())) {
                terminal.show(texts.get("ca.share.twice", whole.share().index()));
            } else {
                requireSet(record, whole.share(), which);
                shares.add(whole.share());
                terminal.show(texts.get("ca.share.taken", whole.share().index()));
            }
        }
        return shares;
    }

    private String mistake(ShareReading reading, String which) {
        if (reading instanceof ShareReading.Mistyped mistyped) {
            return texts.get(
                    "ca.share.mistyped",
                    which,
                    mistyped.groups().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return reading instanceof ShareReading.WrongLength length
                ? texts.get("ca.share.length", which, length.expected(), length.found())
                : texts.get("ca.share.damaged", which);
    }

    private void requireSet(CeremonyRecord record, Share share, String which) {
        if (!share.setName().equals(record.set())) {
            throw new LauncherException(texts.get("ca.share.set", which, share.setName(), record.set()));
        }
    }

    private void requireSomebody() {
        if (!terminal.attended()) {
            throw new LauncherException(texts.get("ca.noterminal"));
        }
    }

    /** A share file is a heading and the share below it. */
    private String belowHeading(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST_FILE) {
                throw LauncherException.unreadable(texts.get("ca.share.unreadable", file), null);
            }
            String text = Files.readString(path, StandardCharsets.UTF_8);
            int below = text.indexOf("\n\n");
            return below < 0 ? text : text.substring(below);
        } catch (IOException e) {
            throw LauncherException.unreadable(texts.get("ca.share.unreadable", file), e);
        }
    }

    /** Two lines of seven groups, as they are written on paper. */
    private static String lines(String text) {
        int middle = text.length() / 2;
        return text.substring(0, middle).strip() + "\n" + text.substring(middle).strip();
    }
}
