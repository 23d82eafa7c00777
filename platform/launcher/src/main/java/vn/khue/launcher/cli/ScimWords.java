package vn.khue.launcher.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import vn.khue.audit.event.OutboxSender;
import vn.khue.launcher.Console;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.roster.RosterPlace;
import vn.khue.roster.scim.ScimServer;
import vn.khue.roster.scim.ScimToken;

/** {@code khue roster scim issue|revoke|forget|list|serve}: which systems may push, and the server they push to. */
final class ScimWords {
    private static final int LAST_PORT = 65_535;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final Console out;
    private final Console err;

    ScimWords(Console out, Console err) {
        this.out = out;
        this.err = err;
    }

    /** @param words what follows {@code scim} */
    RosterWork work(List<String> words) {
        String word = words.isEmpty() ? "" : words.get(0);
        Arguments rest =
                new Arguments("roster scim", words.isEmpty() ? List.of() : words.subList(1, words.size()), out.texts());
        return switch (word) {
            case "issue" -> issue(rest);
            case "revoke" -> revoke(rest);
            case "forget" -> forget(rest);
            case "list" -> list(rest);
            case "serve" -> serve(rest);
            default -> throw new UsageException(out.texts().get("usage.unknown", "roster scim", word));
        };
    }

    private RosterWork issue(Arguments words) {
        String by = words.option("--by").orElse("");
        List<String> schools = words.options("--school");
        boolean all = words.flag("--all-schools");
        Optional<String> file = words.option("--token-file");
        String source = only(words, "roster.scim.source");
        if (!source.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new UsageException(out.texts().get("roster.scim.source", source));
        }
        if (file.isEmpty() || all && !schools.isEmpty()) {
            throw new UsageException(out.texts().get("roster.scim.file"));
        }
        Path to = Path.of(file.get()).toAbsolutePath();
        return place -> {
            Set<String> units = schools.stream().map(place::unit).collect(Collectors.toSet());
            Optional<Set<String>> asked =
                    all ? Optional.of(Set.of()) : Optional.of(units).filter(some -> !some.isEmpty());
            String token = place.scimTokens().issue(source, asked, place.doer(by));
            StateDirectory.writeOwnerOnly(to, token + "\n");
            out.say("roster.scim.issued", source, to);
            deliver(place);
            return 0;
        };
    }

    private RosterWork revoke(Arguments words) {
        String by = words.option("--by").orElse("");
        String id = only(words, "roster.scim.token");
        return place -> {
            place.scimTokens().revoke(id, place.doer(by));
            out.say("roster.scim.revoked", id);
            deliver(place);
            return 0;
        };
    }

    private RosterWork forget(Arguments words) {
        String by = words.option("--by").orElse("");
        String source = only(words, "roster.scim.source");
        return place -> {
            int forgotten = place.scimTokens().forget(source, place.doer(by));
            out.say("roster.scim.forgotten", source, forgotten);
            deliver(place);
            return 0;
        };
    }

    private RosterWork list(Arguments words) {
        words.end();
        return place -> {
            for (ScimToken token : place.scimTokens().list()) {
                out.say(
                        token.revokedAt().isPresent() ? "roster.scim.listed.revoked" : "roster.scim.listed",
                        token.id(),
                        token.source(),
                        TIME.format(token.issuedAt()),
                        token.revokedAt().map(TIME::format).orElse(""));
            }
            return 0;
        };
    }

    private RosterWork serve(Arguments words) {
        Optional<String> port = words.option("--port");
        Optional<String> url = words.option("--url");
        words.end();
        if (port.isPresent() && (!port.get().matches("[0-9]{1,5}") || Integer.parseInt(port.get()) > LAST_PORT)) {
            throw new UsageException(out.texts().get("roster.scim.port", port.get()));
        }
        if (url.isPresent() && !url.get().matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._/-]*)?")) {
            throw new UsageException(out.texts().get("roster.scim.url", url.get()));
        }
        return place -> {
            var asked = new CountDownLatch(1);
            var ended = new CountDownLatch(1);
            // Ctrl-C: what is being answered is answered first.
            Thread hook = new Thread(() -> {
                asked.countDown();
                await(ended);
            });
            try (OutboxSender events = place.events();
                    ScimServer server = place.scimServer(port.map(Integer::parseInt), url.map(URI::create))) {
                Runtime.getRuntime().addShutdownHook(hook);
                events.wake();
                out.say("roster.scim.serving", server.port());
                await(asked);
                return 0;
            } finally {
                ended.countDown();
            }
        };
    }

    private void deliver(RosterPlace place) {
        long waiting = place.deliver();
        if (waiting > 0) {
            err.say("roster.waiting", waiting);
        }
    }

    private String only(Arguments words, String message) {
        List<String> given = words.words();
        if (given.size() != 1) {
            throw new UsageException(out.texts().get(message, String.join(" ", given)));
        }
        return given.get(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
