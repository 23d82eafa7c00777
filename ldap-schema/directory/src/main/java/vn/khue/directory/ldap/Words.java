package vn.khue.directory.ldap;

import vn.khue.directory.DirectoryException;
import vn.khue.directory.name.VietnameseName;

/** Words that someone looks for, without case and accents. */
final class Words {

    private static final int FEWEST_LETTERS = 2;

    private Words() {}

    /**
     * @throws DirectoryException with reason REFUSED if there are fewer than two letters, or no name could hold them
     */
    static String[] of(String words) {
        String key;
        try {
            key = VietnameseName.searchKey(words);
        } catch (IllegalArgumentException e) {
            throw refused("words of a name, found other text");
        }
        if (key.replace(" ", "").length() < FEWEST_LETTERS) {
            throw refused("at least two letters of a name, found fewer");
        }
        return key.split(" ");
    }

    private static DirectoryException refused(String expected) {
        return new DirectoryException(DirectoryException.Reason.REFUSED, "expected " + expected + "; ask again");
    }
}
