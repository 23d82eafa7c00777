package vn.khue.launcher.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.pki.ceremony.CeremonyRecord;
import vn.khue.pki.ceremony.Share;
import vn.khue.pki.ceremony.ShareText;
import vn.khue.pki.ceremony.SplitSecret;

class SharesTest {
    @TempDir
    Path directory;

    private final Texts texts = Texts.launcher("en");
    private final List<Share> shares = SplitSecret.make(3, 5, new SecureRandom());
    private final CeremonyRecord record = new CeremonyRecord(
            shares.get(0).setName(), 3, 5, SplitSecret.join(shares).check(), "00", Instant.EPOCH);

    @Test
    void eachShareIsShownAloneAndTypedBackWhileItIsNotOnTheScreen() {
        List<String> written = new ArrayList<>();
        ScriptedTerminal terminal = new ScriptedTerminal(screen -> {
            if (screen.screen().contains("Write it on paper")) {
                assertThat(shares.stream().filter(s -> screen.screen().contains(firstHalf(s))))
                        .hasSize(1);
                written.add(ShareText.of(shares.get(written.size())));
                return "";
            }
            assertThat(shares).noneMatch(s -> screen.screen().contains(firstHalf(s)));
            return written.get(written.size() - 1);
        });
        new Shares(terminal, texts).showOneAtATime(shares);
        assertThat(written).hasSize(5);
        assertThat(terminal.screen()).isEmpty();
    }

    @Test
    void aShareThatIsNotTypedBackStopsTheCeremony() {
        ScriptedTerminal careless = new ScriptedTerminal(screen -> "I have it");
        assertThatThrownBy(() -> new Shares(careless, texts).showOneAtATime(shares))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("Share 1 was not written down rightly")
                .hasMessageContaining("No root was made");
    }

    @Test
    void sharesAreTakenAtTheTerminalAndMistakesAreNamed() {
        String third = ShareText.of(shares.get(2));
        Deque<String> typed = new ArrayDeque<>(List.of(
                ShareText.of(shares.get(4)),
                ShareText.of(shares.get(4)),
                third.substring(0, 14) + (third.charAt(14) == '7' ? '8' : '7') + third.substring(15),
                "too short",
                third,
                ShareText.of(shares.get(0))));
        ScriptedTerminal terminal = new ScriptedTerminal(screen -> typed.remove());
        assertThat(new Shares(terminal, texts).gather(record, List.of()).check())
                .isEqualTo(record.check());
        assertThat(terminal.everShown())
                .contains(
                        "Share 5 taken.",
                        "Share 5 was typed already; another one is needed.",
                        "share 2 of 3: mistyped in group 3.",
                        "share 2 of 3: 84 letters and digits are needed, found 8.",
                        "Share 3 taken.");
        assertThat(terminal.everShown()).noneMatch(line -> line.contains(third.substring(0, 13)));
    }

    @Test
    void aShareOfAnotherSetIsNamedWithBothSets() {
        Share other = SplitSecret.make(3, 5, new SecureRandom()).get(0);
        ScriptedTerminal terminal = new ScriptedTerminal(screen -> ShareText.of(other));
        assertThatThrownBy(() -> new Shares(terminal, texts).gather(record, List.of()))
                .isInstanceOf(LauncherException.class)
                .hasMessage("share 1 of 3 is of set " + other.setName() + "; shares of set " + record.set()
                        + " are needed.");
    }

    @Test
    void sharesComeFromFilesThatOnlyTheirOwnerReads() throws Exception {
        Shares hands = new Shares(new ConsoleTerminal(), texts);
        List<Path> files = hands.write(shares, directory);
        assertThat(files)
                .hasSize(5)
                .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        assertThatThrownBy(() -> hands.write(shares, directory)).hasMessageContaining("exists already");
        List<String> names = files.stream().map(Path::toString).toList();
        assertThat(hands.gather(record, names.subList(1, 4)).check()).isEqualTo(record.check());

        assertThatThrownBy(() -> hands.gather(record, names.subList(0, 2)))
                .hasMessage("3 different shares are needed, found 2.");
        assertThatThrownBy(() -> hands.gather(record, List.of(names.get(0), names.get(1), names.get(1))))
                .hasMessage("3 different shares are needed, found 2.");
        String spoilt = Files.readString(files.get(2)).replaceFirst("(?s)(\n\n.{7}).", "$1*");
        Files.writeString(files.get(2), spoilt);
        assertThatThrownBy(() -> hands.gather(record, names.subList(0, 3)))
                .isInstanceOfSatisfying(
                        LauncherException.class, e -> assertThat(e.exitCode()).isEqualTo(65))
                .hasMessage(names.get(2) + ": mistyped in group 2.");
        assertThatThrownBy(() ->
                        hands.gather(record, List.of(directory.resolve("none").toString())))
                .hasMessageContaining("none");
    }

    @Test
    void wholeSharesOfAnotherSecretUnderTheSameSetAreRefused() {
        List<Share> forged = SplitSecret.make(3, 3, new SecureRandom()).stream()
                .map(s -> new Share(shares.get(0).set(), 3, s.index(), s.value()))
                .toList();
        Deque<String> typed =
                new ArrayDeque<>(forged.stream().map(ShareText::of).toList());
        ScriptedTerminal terminal = new ScriptedTerminal(screen -> typed.remove());
        assertThatThrownBy(() -> new Shares(terminal, texts).gather(record, List.of()))
                .hasMessageContaining("do not give the passphrase of this root");
    }

    @Test
    void whereNobodySitsNothingIsShownOrAsked() {
        Shares hands = new Shares(new ConsoleTerminal(), texts);
        assertThatThrownBy(() -> hands.showOneAtATime(shares)).hasMessageContaining("--to");
        assertThatThrownBy(() -> hands.gather(record, List.of())).hasMessageContaining("--share");
    }

    private static String firstHalf(Share share) {
        return ShareText.of(share).substring(0, 48);
    }
}
