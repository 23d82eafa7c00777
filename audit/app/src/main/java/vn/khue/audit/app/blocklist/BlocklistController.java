package vn.khue.audit.app.blocklist;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
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
import org.springframework.web.util.UriComponentsBuilder;
import vn.khue.audit.app.browse.Readers;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.rights.LogRights;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.NoSuchAlertException;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;

/** The addresses that are to be blocked: who would be hit is counted first, then one officer asks and another decides. */
@Controller
final class BlocklistController {

    private static final String ALL = "/blocklist";
    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final LogRights rights;
    private final Readers readers;
    private final Desk desk;
    private final Blocklist blocklist;
    private final Clock clock;

    BlocklistController(LogRights rights, Readers readers, Desk desk, Blocklist blocklist, Clock clock) {
        this.rights = rights;
        this.readers = readers;
        this.desk = desk;
        this.blocklist = blocklist;
        this.clock = clock;
    }

    /** A row for the page. */
    record Row(Block block, String standing, boolean decides, boolean ends) {}

    @GetMapping(ALL)
    String all(
            SignedInPerson person,
            HttpServletRequest request,
            Model model,
            @RequestParam(name = "range", defaultValue = "") String range,
            @RequestParam(name = "alert", defaultValue = "") String alert) {
        Reader reader = readers.of(person, rights.require(person, LogRight.SEE_BLOCKS), request);
        boolean acts = desk.may(person, LogRight.BLOCK_ADDRESSES);
        BlockForm form =
                model.getAttribute("typed") instanceof BlockForm typed ? typed : new BlockForm(range, "30", "");
        Optional<String> wrong = form.range().isEmpty() ? Optional.empty() : form.wrongRange();
        Optional<Use> use = !acts || form.range().isEmpty() || wrong.isPresent()
                ? Optional.empty()
                : form.addresses().map(each -> blocklist.preview(each, reader));
        Instant now = clock.instant();
        List<Row> rows = blocklist.list(reader).stream()
                .map(each -> new Row(
                        each,
                        each.standing(now),
                        acts
                                && each.state() == Block.State.ASKED
                                && !each.askedBy().equals(person.khueId()),
                        acts && each.standing(now).equals(Block.State.APPROVED.name())))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("acts", acts);
        model.addAttribute("form", form);
        model.addAttribute(
                "addresses", form.addresses().map(AddressRange::toString).orElse(""));
        model.addAttribute("use", use.orElse(null));
        model.addAttribute("alert", alert.matches(ID) ? alert : "");
        model.addAttribute("most", Blocklist.MOST_DAYS);
        model.addAttribute("back", Blocklist.LOOKED_BACK_DAYS);
        if (!model.containsAttribute("failed")) {
            model.addAttribute("failed", wrong.orElse(null));
        }
        return "blocklist";
    }

    @PostMapping(ALL)
    String ask(
            SignedInPerson person,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "range", required = false) String range,
            @RequestParam(name = "days", required = false) String days,
            @RequestParam(name = "note", required = false) String note,
            @RequestParam(name = "alert", defaultValue = "") String alert) {
        Officer officer = desk.officer(person, LogRight.BLOCK_ADDRESSES, request);
        BlockForm form = new BlockForm(range, days, note);
        Optional<UUID> from = alert.matches(ID) ? Optional.of(UUID.fromString(alert)) : Optional.empty();
        Optional<String> failed = form.lacking();
        if (failed.isEmpty()) {
            DecisionOutcome outcome =
                    blocklist.ask(form.addresses().orElseThrow(), from, form.term(), form.note(), officer);
            failed = outcome instanceof DecisionOutcome.Decided ? Optional.empty() : Optional.of("standing");
        }
        if (failed.isPresent()) {
            after.addFlashAttribute("failed", failed.get()).addFlashAttribute("typed", form);
            UriComponentsBuilder back = UriComponentsBuilder.fromPath(ALL);
            from.ifPresent(each -> back.queryParam("alert", each));
            return "redirect:" + back.build().toUriString();
        }
        after.addFlashAttribute("done", "ask");
        return "redirect:" + ALL;
    }

    @PostMapping(ALL + "/{id:" + ID + "}")
    String decide(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "act", defaultValue = "") String act) {
        Officer officer = desk.officer(person, LogRight.BLOCK_ADDRESSES, request);
        DecisionOutcome outcome =
                switch (act) {
                    case "approve" -> blocklist.decide(id, true, officer);
                    case "refuse" -> blocklist.decide(id, false, officer);
                    case "end" -> blocklist.end(id, officer);
                    default -> new DecisionOutcome.Unfitting();
                };
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchAlertException(id);
        } else if (outcome instanceof DecisionOutcome.Decided) {
            after.addFlashAttribute("done", act);
        } else {
            after.addFlashAttribute("failed", outcome instanceof DecisionOutcome.Own ? "own" : "changed");
        }
        return "redirect:" + ALL;
    }
}
