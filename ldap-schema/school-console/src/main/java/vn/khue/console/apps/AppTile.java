package vn.khue.console.apps;

/**
 * One app on the first page.
 *
 * @param client its client at the gate; for an app of Khuê its name among our texts
 * @param name in the reader's language
 * @param purpose in the reader's language
 * @param url where it begins
 * @param icon a name of the icons
 * @param owner whose app it is; empty for an app of Khuê
 */
public record AppTile(String client, String name, String purpose, String url, String icon, String owner) {

    /** The picture of this app for small children, 0 to 4: always the same. */
    public int picture() {
        return Math.floorMod(client.hashCode(), 5);
    }
}
