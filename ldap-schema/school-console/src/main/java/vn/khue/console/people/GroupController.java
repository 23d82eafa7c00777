package vn.khue.console.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.console.help.HelpedGroup;
import vn.khue.console.help.HelpedPerson;
import vn.khue.web.login.SignedInPerson;

/** The page of a class or of a unit's staff, and the page that asks before anything is done. */
@Controller
final class GroupController {

    private final GroupPages pages;
    private final FormKeys keys;

    GroupController(GroupPages pages, FormKeys keys) {
        this.pages = pages;
        this.keys = keys;
    }

    /** @param all whether everybody is ticked */
    @GetMapping("/{kind:classes|staff}/{id}")
    String show(
            HttpServletRequest request,
            SignedInPerson person,
            Model model,
            @PathVariable("kind") String kind,
            @PathVariable("id") String id,
            @RequestParam(name = "all", defaultValue = "false") boolean all) {
        Place place = pages.place(request, person, kind(kind), id);
        HelpedGroup group = pages.people(request, place);
        list(model, place, group, all ? group.people() : List.of());
        return "group";
    }

    /** Names the count and the effect before anything is done; or says what is still to be chosen. */
    @GetMapping("/{kind:classes|staff}/{id}/review")
    String review(
            HttpServletRequest request,
            HttpServletResponse response,
            SignedInPerson person,
            Model model,
            @PathVariable("kind") String kind,
            @PathVariable("id") String id,
            @RequestParam(name = "act", defaultValue = "") String act,
            @RequestParam(name = "p", required = false) List<String> ids) {
        Place place = pages.place(request, person, kind(kind), id);
        HelpedGroup group = pages.people(request, place);
        Chosen chosen = Chosen.of(place, group.people(), act, ids == null ? List.of() : ids);
        Optional<String> missing = missing(chosen);
        if (missing.isPresent()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            list(model, place, group, chosen.people());
            model.addAttribute("missing", missing.get());
            model.addAttribute("chosenAct", chosen.act().orElse(null));
            return "group";
        }
        List<HelpedPerson> fitting = chosen.fitting();
        model.addAttribute("place", place);
        model.addAttribute("act", chosen.act().orElseThrow());
        model.addAttribute("people", fitting);
        model.addAttribute("leftOut", chosen.people().size() - fitting.size());
        model.addAttribute(
                "withBadge",
                fitting.stream().filter(each -> each.badge().isPresent()).count());
        model.addAttribute("key", keys.next(request));
        return "review";
    }

    private static Optional<String> missing(Chosen chosen) {
        if (chosen.people().isEmpty()) {
            return Optional.of("people");
        }
        if (chosen.act().isEmpty()) {
            return Optional.of("act");
        }
        if (chosen.fitting().size() > Chosen.MOST) {
            return Optional.of("many");
        }
        return chosen.fitting().isEmpty() ? Optional.of("fitting") : Optional.empty();
    }

    private static void list(Model model, Place place, HelpedGroup group, List<HelpedPerson> ticked) {
        model.addAttribute("place", place);
        model.addAttribute("group", group);
        model.addAttribute(
                "ticked", ticked.stream().map(HelpedPerson::id).collect(java.util.stream.Collectors.toSet()));
    }

    static GroupKind kind(String word) {
        return GroupKind.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
