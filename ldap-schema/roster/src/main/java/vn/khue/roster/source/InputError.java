package vn.khue.roster.source;

import java.util.Objects;

/**
 * One thing that is wrong with a file.
 *
 * @param file name of the file, the entry or the sheet
 * @param row from 1; 0 for the file as a whole
 * @param column its heading, empty for the row as a whole
 * @param expected what should stand there, as data: a pattern, a list of words, a number
 * @param found what stands there: words of a closed list as they are, everything else by its shape only, because it may be about a person
 */
public record InputError(String file, long row, String column, Problem problem, String expected, String found) {
    public InputError {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(found, "found");
    }
}
