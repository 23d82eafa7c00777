package vn.khue.signing.cardcheck;

/**
 * One file of the page.
 *
 * @param name without folders
 * @param type its media type
 */
public record PageFile(String name, String type, byte[] content) {}
