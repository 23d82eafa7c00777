package vn.khue.roster.source;

import java.util.Map;
import java.util.Optional;

/** What a source says of a person's stay: the twelve words of the national database come down to three (R5.7). */
public enum RowStatus {
    /** Is there. */
    ACTIVE,
    /** Has gone to another school; the account stays until that school's file names the person. */
    TRANSFERRED,
    /** Has left. */
    LEFT;

    private static final Map<String, RowStatus> WORDS = Map.ofEntries(
            Map.entry("active", ACTIVE),
            Map.entry("danghoc", ACTIVE),
            Map.entry("danglamviec", ACTIVE),
            Map.entry("dangday", ACTIVE),
            Map.entry("chuyenden", ACTIVE),
            Map.entry("chuyendenky1", ACTIVE),
            Map.entry("chuyendenky2", ACTIVE),
            Map.entry("xinhoclai", ACTIVE),
            Map.entry("hoclai", ACTIVE),
            Map.entry("transferred", TRANSFERRED),
            Map.entry("chuyendi", TRANSFERRED),
            Map.entry("chuyenditronghe", TRANSFERRED),
            Map.entry("chuyentruong", TRANSFERRED),
            Map.entry("chuyencongtac", TRANSFERRED),
            Map.entry("left", LEFT),
            Map.entry("tobedeleted", LEFT),
            Map.entry("thoihoc", LEFT),
            Map.entry("bohoc", LEFT),
            Map.entry("nghihoc", LEFT),
            Map.entry("nghihuu", LEFT),
            Map.entry("thoiviec", LEFT),
            Map.entry("totnghiep", LEFT),
            Map.entry("datotnghiep", LEFT));

    /** The status that a cell names; empty for a word that is not known. Case, accents and spaces do not count. */
    static Optional<RowStatus> of(String cell) {
        return Optional.ofNullable(WORDS.get(HeaderName.key(cell)));
    }
}
