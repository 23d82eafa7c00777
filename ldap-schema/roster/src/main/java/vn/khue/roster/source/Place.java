package vn.khue.roster.source;

/**
 * Where a row stands.
 *
 * @param file name of the file, or of the entry in the archive, or of the sheet
 * @param row number of the line or sheet row, from 1
 */
public record Place(String file, long row) {}
