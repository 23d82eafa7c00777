package vn.khue.signing.document;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which pages of a document, in exactly these bytes, its signer has had before them, as a picture or in the text version, and the digest of
 * what was given. Of a document that waits kept at most {@link #KEPT}; with a signature kept as evidence. Thread-safe.
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

    /** These pages were given to this person. Of a page that is given again the last time counts. */
    @Transactional
    public void saw(UUID person, Document document, List<ShownPage> pages) {
        for (ShownPage page : pages) {
            jdbc.sql(
                            "insert into page_seen (person, document, sha256, page, form, given_sha256, seen_at)"
                                    + " values (:person, :document, :sha256, :page, :form, :given, :at)"
                                    + " on conflict (document, person, sha256, page) do update"
                                    + " set form = excluded.form, given_sha256 = excluded.given_sha256, seen_at = excluded.seen_at")
                    .param("person", person)
                    .param("document", document.id())
                    .param("sha256", document.current().bytes())
                    .param("page", page.number())
                    .param("form", page.form().name())
                    .param("given", page.given().bytes())
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        }
    }

    /**
     * Keeps what this person had before them of the bytes that they sign now, as evidence, and forgets what else was seen of the document.
     * Joins the caller's transaction.
     *
     * @param document as it was shown
     * @return SHA-256 over the lines of the pages in their order; empty where no page was given
     */
    public Optional<ContentDigest> keep(UUID person, Document document) {
        jdbc.sql("delete from page_seen where document = :document and not (person = :person and sha256 = :sha256)")
                .param("document", document.id())
                .param("person", person)
                .param("sha256", document.current().bytes())
                .update();
        jdbc.sql("update page_seen set signed = true where document = :document")
                .param("document", document.id())
                .update();
        List<ShownPage> pages = jdbc.sql(
                        "select page, form, given_sha256 from page_seen where document = :document order by page")
                .param("document", document.id())
                .query((rs, n) -> new ShownPage(
                        rs.getInt("page"),
                        ShownPage.Form.valueOf(rs.getString("form")),
                        ContentDigest.of(rs.getBytes("given_sha256"))))
                .list();
        return pages.isEmpty()
                ? Optional.empty()
                : Optional.of(Sha256.of(pages.stream()
                        .map(ShownPage::line)
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8)));
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

    /** The document was sent back. Joins the caller's transaction. */
    public void forget(UUID document) {
        jdbc.sql("delete from page_seen where document = :document")
                .param("document", document)
                .update();
    }

    /** What is older than {@link #KEPT} has to be seen again. */
    @Scheduled(fixedDelayString = "PT12H")
    @Transactional
    public void prune() {
        jdbc.sql("delete from page_seen where seen_at < :moment and not signed")
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
