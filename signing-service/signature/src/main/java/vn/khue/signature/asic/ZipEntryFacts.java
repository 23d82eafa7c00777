package vn.khue.signature.asic;

/**
 * One entry of a ZIP.
 *
 * @param name as {@link EntryName} allows it
 * @param deflated else stored
 * @param crc CRC-32 of the content, as the ZIP states it
 * @param packed bytes in the file
 * @param size bytes of the content
 * @param data offset of the packed bytes
 * @param plain whether its local header has no extra field, as it has to be for {@code mimetype}
 */
public record ZipEntryFacts(String name, boolean deflated, long crc, long packed, long size, int data, boolean plain) {}
