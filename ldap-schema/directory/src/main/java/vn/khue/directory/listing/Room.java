package vn.khue.directory.listing;

/** How arrays grow: by an eighth, so that what stands empty is little even among a million people. */
final class Room {

    private Room() {}

    static int more(int room) {
        return room + (room >> 3) + Byte.SIZE;
    }
}
