package vn.khue.launcher.demo;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import vn.khue.launcher.district.DemoPerson;

/** A form teacher at the school console, and a pupil of that class who comes in by the badge that was printed. Not thread-safe. */
final class FormTeacher {
    private static final List<String> PICTURES = List.of("3", "9", "11");
    private static final String MINUTES = "30";

    private static final String THIS_MACHINE = "127.0.0.0/8, ::1/128";

    private final String console;
    private final Member officer;
    private final Member teacher;
    private final Visitor pupil;
    private final DemoPerson child;
    private String place = "";
    private String code = "";

    /**
     * @param console root address of the school console
     * @param officer IT officer of the school
     * @param pupil the child's own browser
     * @param child who the child is
     */
    FormTeacher(String console, Member officer, Member teacher, Visitor pupil, DemoPerson child) {
        this.console = console;
        this.officer = officer;
        this.teacher = teacher;
        this.pupil = pupil;
        this.child = child;
    }

    /** The officer says from where badges of the school work: this machine. */
    String place() {
        Page set = officer.submit(
                officer.open(console + "/school").form("#set-networks").with("networks", THIS_MACHINE));
        return set.ok().html().select("#done").text() + " " + THIS_MACHINE;
    }

    /** Opens badge time of the class and prints the badge; it is shown once. Gives what the page says of the class. */
    String print() {
        Page list = classOfChild();
        place = list.address().toString();
        teacher.submit(list.form("#open-window").with("minutes", MINUTES)).ok();
        print(person(list));
        return teacher.open(place).html().select("#window-open").text();
    }

    private void print(String id) {
        Page review = teacher.submit(
                teacher.open(place).form("#choose").with("act", "ISSUE_BADGE").withTicked("p", List.of(id)));
        Form agreed = review.form("#review form");
        Page badge = teacher.submit(agreed).ok();
        if (!badge.has(".slip .qr svg")) {
            throw new StepFailure("Expected a badge with a QR code, found: " + badge.shortText());
        }
        code = badge.html().select(".slip-code").text();
        Page again = teacher.submit(agreed);
        if (again.status() != 409) {
            throw new StepFailure("Expected a badge to be shown once, found HTTP " + again.status());
        }
    }

    /** The child types the badge's code and chooses pictures, and finds what is there for a pupil. */
    String comesIn() {
        Page gate = pupil.open(console + "/");
        Page page = pupil.submit(
                pupil.open(gate.link("#khue-badge")).form("#kc-badge-form").with("code", code));
        for (String picture : PICTURES) {
            page = pupil.submit(page.form("form:has(button[name=picture])").with("picture", picture));
        }
        if (!page.ok().has("#leave") || !page.has(".who")) {
            throw new StepFailure("Expected the pupil's first page, found: " + page.shortText());
        }
        return page.html().select("h1").text();
    }

    /** Signs the child out everywhere, as the teacher of a class may. Gives what the page says. */
    String signsOutEverywhere() {
        Page list = teacher.open(place);
        Page review =
                teacher.submit(list.form("#choose").with("act", "END_SESSIONS").withTicked("p", List.of(person(list))));
        return teacher.submit(review.form("#review form"))
                .ok()
                .html()
                .select("#done")
                .text();
    }

    /** Takes back what was done, so that a demo may follow a demo: no badge, no pictures, no badge time. */
    String takeBack() {
        for (String act : List.of("VOID_BADGE", "RESET_PICTURES")) {
            Page list = teacher.open(place);
            Page review = teacher.submit(list.form("#choose").with("act", act).withTicked("p", List.of(person(list))));
            teacher.submit(review.form("#review form")).ok();
        }
        Page closed = teacher.submit(teacher.open(place).form("#close-window")).ok();
        Page asked = pupil.open(console + "/");
        if (!asked.has("#kc-form-login")) {
            throw new StepFailure("Expected the session of a void badge to be over, found: " + asked.shortText());
        }
        return closed.html().select("#done").text();
    }

    private String person(Page list) {
        Element row = list.html().selectFirst("tr[data-uid=" + child.username() + "]");
        if (row == null) {
            throw new StepFailure(
                    "Expected " + child.username() + " at " + list.address().getPath());
        }
        return row.attr("data-person");
    }

    /** The class in which the teacher may do more than open badge time. */
    private Page classOfChild() {
        Page first = teacher.open(console + "/classes").ok();
        if (first.has("#choose")) {
            return first;
        }
        Set<String> classes = first.html().select("a[data-class]").stream()
                .map(link -> link.absUrl("href"))
                .collect(Collectors.toSet());
        return classes.stream()
                .map(teacher::open)
                .filter(page -> page.has("#choose"))
                .findFirst()
                .orElseThrow(() -> new StepFailure("Expected a class of the form teacher's, found " + classes));
    }
}
