package vn.khue.audit.app.review;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.review.Review.Decision;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.time.VietnamTime;

/** Rounds of review of accounts and rights, and one round. */
@Controller
final class ReviewController {

    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String ONE = "/reviews/{id:" + ID + "}";

    private final Desk desk;
    private final Reviews reviews;
    private final ReviewProfile profile;
    private final Clock clock;

    ReviewController(Desk desk, Reviews reviews, ReviewProfile profile, Clock clock) {
        this.desk = desk;
        this.reviews = reviews;
        this.profile = profile;
        this.clock = clock;
    }

    @GetMapping("/reviews")
    String list(SignedInPerson person, HttpServletRequest request, Model model) {
        Officer officer = desk.officer(person, LogRight.SEE_REVIEWS, request);
        List<Review> all = reviews.list(officer.reader());
        Optional<Instant> next = all.stream()
                .flatMap(each -> each.signedAt().stream())
                .findFirst()
                .map(at -> at.atZone(VietnamTime.ZONE).plus(profile.round()).toInstant());
        model.addAttribute("reviews", all);
        model.addAttribute("next", next.orElse(null));
        model.addAttribute(
                "overdue", next.map(at -> at.isBefore(clock.instant())).orElse(true));
        model.addAttribute("profile", profile);
        model.addAttribute("months", profile.round().toTotalMonths());
        model.addAttribute(
                "opens", desk.may(person, LogRight.KEEP_REVIEWS) && all.stream().noneMatch(Review::open));
        return "reviews";
    }

    @PostMapping("/reviews")
    String open(SignedInPerson person, HttpServletRequest request, RedirectAttributes after) {
        Officer officer = desk.officer(person, LogRight.KEEP_REVIEWS, request);
        UUID id = UUID.randomUUID();
        DecisionOutcome outcome = reviews.open(id, officer);
        if (outcome instanceof DecisionOutcome.Decided) {
            after.addFlashAttribute("done", "review.open");
            return "redirect:/reviews/" + id;
        }
        after.addFlashAttribute("failed", outcome instanceof DecisionOutcome.Unfitting ? "standing" : "slow");
        return "redirect:/reviews";
    }

    @GetMapping(ONE)
    String show(SignedInPerson person, @PathVariable("id") UUID id, HttpServletRequest request, Model model) {
        Officer officer = desk.officer(person, LogRight.SEE_REVIEWS, request);
        Review review = reviews.one(id, officer.reader()).orElseThrow(() -> new NoSuchReviewException(id));
        boolean keeps = desk.may(person, LogRight.KEEP_REVIEWS) && review.open();
        model.addAttribute("review", review);
        model.addAttribute("profile", profile);
        model.addAttribute("decisions", Decision.values());
        model.addAttribute("keeps", keeps);
        model.addAttribute("me", person.khueId());
        model.addAttribute(
                "signs", keeps && !(profile.second() && review.openedBy().equals(person.khueId())));
        return "review";
    }

    @PostMapping(ONE + "/accounts/{person:" + ID + "}")
    String decide(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            @PathVariable("person") UUID about,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "act", required = false) String act,
            @RequestParam(name = "note", required = false) String note) {
        Officer officer = desk.officer(person, LogRight.KEEP_REVIEWS, request);
        ActForm form = new ActForm(act, "", note);
        Optional<Decision> decision = Arrays.stream(Decision.values())
                .filter(each -> each.name().equals(form.act()))
                .findFirst();
        String back = "redirect:/reviews/" + id;
        if (decision.isEmpty()) {
            after.addFlashAttribute("failed", "act");
            return back;
        }
        if (decision.get() != Decision.KEEP && form.note().isEmpty()) {
            after.addFlashAttribute("failed", "note");
            return back;
        }
        told(id, reviews.decide(id, about, decision.get(), form.note(), officer), "review.decided", after);
        return back;
    }

    @PostMapping(ONE)
    String sign(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "note", required = false) String note) {
        Officer officer = desk.officer(person, LogRight.KEEP_REVIEWS, request);
        ActForm form = new ActForm("", "", note);
        String back = "redirect:/reviews/" + id;
        if (form.note().isEmpty()) {
            after.addFlashAttribute("failed", "note");
            return back;
        }
        DecisionOutcome outcome = reviews.sign(id, form.note(), officer);
        if (outcome instanceof DecisionOutcome.Own) {
            after.addFlashAttribute("failed", "second");
            return back;
        } else if (outcome instanceof DecisionOutcome.Unfitting) {
            after.addFlashAttribute("failed", "left");
            return back;
        }
        told(id, outcome, "review.signed", after);
        return back;
    }

    private static void told(UUID id, DecisionOutcome outcome, String done, RedirectAttributes after) {
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchReviewException(id);
        } else if (outcome instanceof DecisionOutcome.Decided) {
            after.addFlashAttribute("done", done);
        } else if (outcome instanceof DecisionOutcome.Own) {
            after.addFlashAttribute("failed", "own");
        } else {
            after.addFlashAttribute("failed", outcome instanceof DecisionOutcome.Changed ? "changed" : "unfitting");
        }
    }
}
