package vn.khue.roster.scim;

import java.util.Map;

/**
 * An answer, whatever carries it.
 *
 * @param status of HTTP
 * @param headers one value a name
 * @param body JSON in UTF-8; empty where there is none
 */
public record ScimAnswer(int status, Map<String, String> headers, byte[] body) {
    public ScimAnswer {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }
}
