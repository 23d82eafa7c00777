package vn.khue.signing.document;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which pages of a document, in exactly these bytes, its signer has had before them: as a picture or in the text version. Kept until
 * the document is signed or sent back, at most {@link #KEPT}. Thread-safe.
 */
@Repository
public class SeenPages {
    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Clock clock;

    public SeenPages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Pages {@code first} to {@code last}, counted from 1, were given to this person. */
    @Transactional
    public void saw(UUID person, Document document, int first, int last) {
        jdbc.sql("insert into page_seen (person, document, sha256, page, seen_at)"
                        + " select :person, :document, :sha256, page, :at from generate_series(:first, :last) page"
                        + " on conflict do nothing")
                .param("person", person)
                .param("document", document.id())
                .param("sha256", document.current().bytes())
                .param("at", Timestamp.from(clock.instant()))
                .param("first", first)
                .param("last", last)
                .update();
    }

    /** Pages this person has not had before them yet, ascending. */
    public List<Integer> unseen(UUID person, Document document) {
        Set<Integer> seen = new HashSet<>(jdbc.sql(
                        "select page from page_seen where person = :person and document = :document and sha256 = :sha256")
                .param("person", person)
                .param("document", document.id())
                .param("sha256", document.current().bytes())
                .query(Integer.class)
                .list());
        List<Integer> unseen = new ArrayList<>();
        for (int page = 1; page <= document.pages(); page++) {
            if (!seen.contains(page)) {
                unseen.add(page);
            }
        }
        return unseen;
    }

    /** The document waits no more. Joins the caller's transaction. */
    public void forget(UUID document) {
        jdbc.sql("delete from page_seen where document = :document")
                .param("document", document)
                .update();
    }

    /** What is older than {@link #KEPT} has to be seen again. */
    @Scheduled(fixedDelayString = "PT12H")
    @Transactional
    public void prune() {
        jdbc.sql("delete from page_seen where seen_at < :moment")
                .param("moment", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    /** Pages as people write them: {@code 2, 5-9}; at most {@code most} parts, then an ellipsis. */
    static String ranges(List<Integer> pages, int most) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < pages.size(); ) {
            int end = i;
            while (end + 1 < pages.size() && pages.get(end + 1) == pages.get(end) + 1) {
                end++;
            }
            if (parts.size() == most) {
                parts.add("…");
                break;
            }
            parts.add(i == end ? pages.get(i).toString() : pages.get(i) + "-" + pages.get(end));
            i = end + 1;
        }
        return String.join(", ", parts);
    }

    /** The same with ten parts at most. */
    public static String ranges(List<Integer> pages) {
        return ranges(pages, 10);
    }
}
