package vn.khue.audit.app.retention;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Where the log grows.
 *
 * @param database directory on the disk of the database, where it is this machine's
 * @param databaseBytes what the database may take at most, where its disk is another machine's
 * @param ledger directory of the ledger's files
 */
public record StorageSettings(Path database, OptionalLong databaseBytes, Path ledger) {}
