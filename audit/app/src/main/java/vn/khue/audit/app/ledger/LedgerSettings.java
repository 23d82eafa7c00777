package vn.khue.audit.app.ledger;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the ledger lives.
 *
 * @param directory the log's files
 * @param origin the log's name; empty means that of the key file, or the default for a new one
 * @param defaultOrigin the name a new log gets: the log's address without its scheme
 * @param keyFile the encrypted private key; made where there is none
 * @param passphraseFile one line, mode 0600
 * @param publicKeyFile where to write the vkey for verifiers
 */
public record LedgerSettings(
        Path directory,
        Optional<String> origin,
        String defaultOrigin,
        Path keyFile,
        Path passphraseFile,
        Path publicKeyFile) {}
