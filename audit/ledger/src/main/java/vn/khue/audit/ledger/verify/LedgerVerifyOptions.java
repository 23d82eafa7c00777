package vn.khue.audit.ledger.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of the command, understood.
 *
 * @param log directory or http(s) URL
 * @param key file with the log's vkey
 * @param since file with an older checkpoint
 * @param authorities file with the CAs of timestamps, in PEM
 * @param witnesses files with the vkeys of witnesses that must have cosigned
 * @param language {@code vi} or {@code en}
 * @param json one JSON object instead of text
 */
record LedgerVerifyOptions(
        String log,
        Optional<Path> key,
        Optional<Path> since,
        Optional<Path> authorities,
        List<Path> witnesses,
        String language,
        boolean json) {

    private static final String STATE_KEY = "trust/khue-ledger.vkey";

    /** Empty where a word is not known, an option lacks its value or there is not exactly one log. */
    static Optional<LedgerVerifyOptions> parse(String[] args, Map<String, String> environment) {
        String log = null;
        Optional<Path> key = Optional.ofNullable(environment.get("KHUE_STATE"))
                .map(state -> Path.of(state).resolve(STATE_KEY))
                .filter(Files::exists);
        Optional<Path> since = Optional.empty();
        Optional<Path> authorities = Optional.empty();
        List<Path> witnesses = new ArrayList<>();
        String language = "vi";
        boolean json = false;
        for (int i = 0; i < args.length; i++) {
            boolean hasValue = i + 1 < args.length;
            switch (args[i]) {
                case "--json" -> json = true;
                case "--key", "--since", "--tsa-ca", "--witness", "--lang" -> {
                    if (!hasValue) {
                        return Optional.empty();
                    }
                    String value = args[i + 1];
                    switch (args[i]) {
                        case "--key" -> key = Optional.of(Path.of(value));
                        case "--since" -> since = Optional.of(Path.of(value));
                        case "--tsa-ca" -> authorities = Optional.of(Path.of(value));
                        case "--witness" -> witnesses.add(Path.of(value));
                        default -> language = value;
                    }
                    i++;
                }
                default -> {
                    if (args[i].startsWith("-") || log != null) {
                        return Optional.empty();
                    }
                    log = args[i];
                }
            }
        }
        if (log == null || !(language.equals("vi") || language.equals("en"))) {
            return Optional.empty();
        }
        return Optional.of(new LedgerVerifyOptions(log, key, since, authorities, witnesses, language, json));
    }
}
