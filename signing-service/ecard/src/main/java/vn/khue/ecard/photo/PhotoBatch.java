package vn.khue.ecard.photo;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of an archive of photographs.
 *
 * @param files each file, in the order of the archive
 * @param missing codes of people without a matched photograph, in the order in which they were given
 * @param sameAs people whose photographs seem to be one picture, in groups of two or more
 * @param problem why the archive was not read to its end; empty where it was
 */
public record PhotoBatch(
        List<PhotoMatch> files, List<String> missing, List<Set<String>> sameAs, Optional<ArchiveProblem> problem) {

    public PhotoBatch {
        files = List.copyOf(files);
        missing = List.copyOf(missing);
        sameAs = sameAs.stream().map(Set::copyOf).toList();
    }
}
