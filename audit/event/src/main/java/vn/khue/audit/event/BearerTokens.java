package vn.khue.audit.event;

import java.io.IOException;

/** Gives the access token for a request. Thread-safe. */
public interface BearerTokens {

    /**
     * @return a token that is valid now
     * @throws IOException if none can be had at the moment
     */
    String token() throws IOException, InterruptedException;

    /** Says that the other side would not take this token; the next one is fetched anew. */
    void refused(String token);
}
