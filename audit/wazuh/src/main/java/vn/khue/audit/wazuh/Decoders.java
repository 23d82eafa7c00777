package vn.khue.audit.wazuh;

import java.util.List;
import vn.khue.audit.wazuh.item.Decoder;

/** Decoders and their files. 4.x only; a file takes effect with {@link Server#reloadRulesetEverywhere()}. */
public final class Decoders {

    private final Lists lists;
    private final RulesetFiles files;

    Decoders(Calls calls, Lists lists) {
        this.lists = lists;
        this.files = new RulesetFiles(
                calls, Operation.DECODER_FILE, Operation.DECODER_FILE_PUT, Operation.DECODER_FILE_DELETE);
    }

    /** The decoders of a file. */
    public Reply<Page<Decoder>> ofFile(String file, Slice slice) {
        return lists.page(
                Request.of(Operation.DECODERS).slice(slice).query("filename", Names.xml(file)),
                json -> new Decoder(
                        json.textOr("name", "?"),
                        json.textOr("filename", "?"),
                        "enabled".equals(json.textOr("status", ""))));
    }

    /** The XML as it lies on the server. */
    public Reply<byte[]> read(String file) {
        return files.read(Names.xml(file));
    }

    /** As {@link Rules#write}. */
    public Reply<List<String>> write(String file, byte[] xml, boolean overwrite) {
        return files.write(Names.xml(file), xml, overwrite);
    }

    public Reply<List<String>> delete(String file) {
        return files.delete(Names.xml(file));
    }
}
