package vn.khue.audit.app.wazuh;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where files of this machine lie; nobody sets these on a page.
 *
 * @param ca where the CAs of the set-up are written for the client
 * @param account of the server API, two lines, mode 0600
 * @param indexerAccount of the indexer, likewise
 * @param noticeSecret with which Wazuh proves itself, mode 0600
 * @param lines the file that the agent follows; empty for none
 * @param linesBytes size at which a new one is begun
 * @param linesKept how many old ones stay
 */
record WazuhPlaces(
        Path ca,
        Path account,
        Path indexerAccount,
        Path noticeSecret,
        Optional<Path> lines,
        long linesBytes,
        int linesKept) {}
