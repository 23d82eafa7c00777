package vn.khue.audit.wazuh;

import java.util.List;

/** Reads, writes and deletes the files of one kind. A file takes effect with {@link Server#reloadRulesetEverywhere()}. */
final class RulesetFiles {

    /** Wazuh's {@code max_upload_size}, unless configured otherwise. */
    static final int MAX_UPLOAD = 10 << 20;

    private final Calls calls;
    private final Operation get;
    private final Operation put;
    private final Operation delete;

    RulesetFiles(Calls calls, Operation get, Operation put, Operation delete) {
        this.calls = calls;
        this.get = get;
        this.put = put;
        this.delete = delete;
    }

    Reply<byte[]> read(String name) {
        return calls.file(Request.of(get).with("filename", name).query("raw", "true"));
    }

    Reply<List<String>> write(String name, byte[] content, boolean overwrite) {
        if (content.length == 0 || content.length > MAX_UPLOAD) {
            throw new WazuhException("Wazuh file: expected 1 to " + MAX_UPLOAD + " bytes, found " + content.length);
        }
        Request request = Request.of(put).with("filename", name).octets(content.clone());
        return calls.envelope(overwrite ? request.query("overwrite", "true") : request)
                .map(Envelopes::affected);
    }

    Reply<List<String>> delete(String name) {
        return calls.envelope(Request.of(delete).with("filename", name)).map(Envelopes::affected);
    }
}
