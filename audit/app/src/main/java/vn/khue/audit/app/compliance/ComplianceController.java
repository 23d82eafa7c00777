package vn.khue.audit.app.compliance;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.time.VietnamTime;

/** A catalogue with the standing of each control, and one control with what shows it. */
@Controller
final class ComplianceController {

    private static final String ONE = "/compliance/{catalogue:" + Control.ID + "}/{control:" + Control.ID + "}";
    private static final String SIGN_OFF = "/sign-offs/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

    private final Desk desk;
    private final Compliance compliance;
    private final SignOffs signOffs;
    private final ComplianceProfile profile;
    private final Clock clock;
    private final VietnamTime time = new VietnamTime();

    ComplianceController(Desk desk, Compliance compliance, SignOffs signOffs, ComplianceProfile profile, Clock clock) {
        this.desk = desk;
        this.compliance = compliance;
        this.signOffs = signOffs;
        this.profile = profile;
        this.clock = clock;
    }

    @GetMapping("/compliance")
    String list(
            SignedInPerson person,
            HttpServletRequest request,
            Locale locale,
            Model model,
            @RequestParam(name = "catalogue", required = false) String wanted,
            @RequestParam(name = "standing", defaultValue = "") String only) {
        Officer officer = desk.officer(person, LogRight.SEE_COMPLIANCE, request);
        Catalogue catalogue = wanted == null
                ? compliance.catalogues().all().get(0)
                : compliance.catalogues().find(wanted).orElseThrow(() -> new NoSuchControlException("catalogue"));
        List<ControlStanding> all = compliance.all(catalogue, officer.reader());
        Map<Standing, Long> sums = new EnumMap<>(Standing.class);
        for (Standing each : Standing.values()) {
            sums.put(each, all.stream().filter(one -> one.standing() == each).count());
        }
        Optional<Standing> chosen = java.util.Arrays.stream(Standing.values())
                .filter(each -> each.name().equals(only))
                .findFirst();
        model.addAttribute("catalogues", compliance.catalogues().all());
        model.addAttribute("catalogue", catalogue);
        model.addAttribute("chosen", chosen.map(Enum::name).orElse(""));
        model.addAttribute("standings", List.of(Standing.GAP, Standing.UNSEEN, Standing.MET));
        model.addAttribute("sums", sums);
        model.addAttribute(
                "controls",
                all.stream()
                        .filter(each -> chosen.isEmpty() || each.standing() == chosen.get())
                        .toList());
        model.addAttribute("today", time.dayOf(clock.instant()));
        model.addAttribute("locale", locale);
        return "compliance";
    }

    private record Named(Catalogue catalogue, Control control) {}

    private Named named(String catalogue, String control) {
        return compliance
                .catalogues()
                .find(catalogue)
                .flatMap(found -> found.control(control).map(each -> new Named(found, each)))
                .orElseThrow(() -> new NoSuchControlException("control"));
    }

    @GetMapping(ONE)
    String show(
            SignedInPerson person,
            @PathVariable("catalogue") String catalogue,
            @PathVariable("control") String control,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        Officer officer = desk.officer(person, LogRight.SEE_COMPLIANCE, request);
        Named named = named(catalogue, control);
        Compliance.Shown shown = compliance.one(named.catalogue(), named.control(), officer.reader());
        LocalDate today = time.dayOf(clock.instant());
        Optional<SignOff> waiting = shown.past().stream()
                .filter(each -> each.state() == SignOff.State.ASKED)
                .findFirst();
        boolean signs = desk.may(person, LogRight.SIGN_OFF_CONTROL);
        model.addAttribute("catalogue", named.catalogue());
        model.addAttribute("about", shown.standing());
        model.addAttribute("past", shown.past());
        model.addAttribute("waiting", waiting.isPresent());
        model.addAttribute(
                "decides",
                signs
                        && waiting.filter(each -> !each.askedBy().equals(person.khueId()))
                                .isPresent());
        model.addAttribute("signs", signs);
        model.addAttribute("second", profile.needsSecond(shown.standing().standing()));
        model.addAttribute("today", today);
        model.addAttribute("most", today.plus(profile.signOffMost()));
        model.addAttribute("window", profile.window().toDays());
        model.addAttribute("opensEvents", desk.may(person, LogRight.READ_EVENTS));
        model.addAttribute("locale", locale);
        return "control";
    }

    @PostMapping(ONE)
    String sign(
            SignedInPerson person,
            @PathVariable("catalogue") String catalogue,
            @PathVariable("control") String control,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "note", required = false) String note,
            @RequestParam(name = "until", required = false) String until) {
        Officer officer = desk.officer(person, LogRight.SIGN_OFF_CONTROL, request);
        Named named = named(catalogue, control);
        String back = "redirect:/compliance/" + named.catalogue().id() + "/"
                + named.control().id();
        LocalDate today = time.dayOf(clock.instant());
        SignOffForm form = new SignOffForm(note, until);
        Optional<String> lacking = form.lacking(today, today.plus(profile.signOffMost()));
        if (lacking.isPresent()) {
            after.addFlashAttribute("failed", lacking.get()).addFlashAttribute("typed", form);
            return back;
        }
        DecisionOutcome outcome = signOffs.ask(
                named.catalogue(), named.control(), form.note(), form.day().orElseThrow(), officer);
        if (outcome instanceof DecisionOutcome.Decided decided) {
            after.addFlashAttribute("done", decided.alerts() == 0 ? "sign.asked" : "sign.signed");
        } else {
            after.addFlashAttribute("failed", "standing").addFlashAttribute("typed", form);
        }
        return back;
    }

    @PostMapping(ONE + SIGN_OFF)
    String decide(
            SignedInPerson person,
            @PathVariable("catalogue") String catalogue,
            @PathVariable("control") String control,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "act", defaultValue = "") String act) {
        Officer officer = desk.officer(person, LogRight.SIGN_OFF_CONTROL, request);
        Named named = named(catalogue, control);
        DecisionOutcome outcome =
                switch (act) {
                    case "sign" -> signOffs.decide(named.catalogue(), id, true, officer);
                    case "refuse" -> signOffs.decide(named.catalogue(), id, false, officer);
                    default -> new DecisionOutcome.Unfitting();
                };
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchControlException("sign-off");
        } else if (outcome instanceof DecisionOutcome.Decided) {
            after.addFlashAttribute("done", act.equals("sign") ? "sign.signed" : "sign.refused");
        } else if (outcome instanceof DecisionOutcome.Own) {
            after.addFlashAttribute("failed", "second");
        } else {
            after.addFlashAttribute("failed", outcome instanceof DecisionOutcome.Changed ? "changed" : "act");
        }
        return "redirect:/compliance/" + named.catalogue().id() + "/"
                + named.control().id();
    }
}
