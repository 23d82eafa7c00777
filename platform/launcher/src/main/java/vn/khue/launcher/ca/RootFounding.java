package vn.khue.launcher.ca;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.HierarchyPlan;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.ceremony.CeremonyRecord;
import vn.khue.pki.ceremony.RootCeremony;
import vn.khue.pki.ceremony.Share;
import vn.khue.pki.keystore.KdfParameters;

/** {@code khue ca init}: a root that opens by shares alone. */
public final class RootFounding {
    /**
     * What was asked for.
     *
     * @param threshold how many shares open the root
     * @param shares how many there are
     * @param people who take part
     * @param to directory for share files; empty: at the terminal
     * @param build names the build of Khuê
     */
    public record Wish(int threshold, int shares, List<String> people, Optional<Path> to, String build) {}

    private final StateDirectory state;
    private final Console out;
    private final Terminal terminal;
    private final KdfParameters kdf;
    private final Clock clock;

    public RootFounding(StateDirectory state, Console out, Terminal terminal, KdfParameters kdf, Clock clock) {
        this.state = state;
        this.out = out;
        this.terminal = terminal;
        this.kdf = kdf;
        this.clock = clock;
    }

    /** @throws LauncherException where there is a root already, nobody sits at the terminal, or a share was not kept */
    public void hold(Wish wish) {
        if (wish.to().isEmpty() && !terminal.attended()) {
            throw new LauncherException(out.texts().get("ca.noterminal"));
        }
        Path directory = state.root().resolve("ca");
        if (Files.exists(state.trust().resolve("khue-root.crt"))) {
            throw new LauncherException(out.texts().get("ca.rooted", state.root()));
        }
        state.create();
        Instant begun = clock.instant();
        try {
            RootCeremony ceremony =
                    RootCeremony.begin(directory, wish.threshold(), wish.shares(), kdf, new SecureRandom(), clock);
            handOut(ceremony.shares(), wish);
            X509Certificate root = ceremony.found(
                    HierarchyPlan.shipped(),
                    Profiles.shipped(),
                    founded -> transcript(wish, begun, founded.root(), founded.record()));
            out.say("ca.founded", Transcript.fingerprint(root), directory.resolve("transcript.txt"));
            out.say("ca.founded.next");
        } catch (PkiException e) {
            throw new LauncherException(
                    e.fault() == PkiException.Fault.POLICY ? out.texts().get("ca.rooted", directory) : e.getMessage(),
                    e);
        }
    }

    private void handOut(List<Share> shares, Wish wish) {
        Shares hands = new Shares(terminal, out.texts());
        if (wish.to().isEmpty()) {
            hands.showOneAtATime(shares);
            return;
        }
        hands.write(shares, wish.to().get()).forEach(file -> out.say("ca.share.file", file));
    }

    private String transcript(Wish wish, Instant begun, X509Certificate root, CeremonyRecord record) {
        Transcript transcript = new Transcript(out.texts(), "ca.transcript.init", wish.build(), begun, wish.people());
        transcript.add("ca.transcript.split", record.threshold(), record.shares(), record.set(), record.check());
        transcript.add(wish.to().isEmpty() ? "ca.transcript.shown" : "ca.transcript.written");
        transcript.certificate("root", root);
        transcript.add(
                "ca.transcript.key",
                HierarchyPlan.shipped().root().key(),
                Transcript.time(root.getNotBefore().toInstant()),
                Transcript.time(root.getNotAfter().toInstant()));
        transcript.add("ca.transcript.opened", record.threshold());
        transcript.add("ca.transcript.end", Transcript.time(clock.instant()));
        return transcript.text();
    }
}
