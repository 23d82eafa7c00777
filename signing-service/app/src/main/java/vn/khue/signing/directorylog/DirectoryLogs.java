package vn.khue.signing.directorylog;

import java.util.List;

/**
 * The logs of all servers of the directory.
 *
 * @param all in the order in which the servers are named
 */
public record DirectoryLogs(List<DirectoryLog> all) implements AutoCloseable {

    public DirectoryLogs {
        all = List.copyOf(all);
    }

    @Override
    public void close() {
        all.forEach(each -> each.log().close());
    }
}
