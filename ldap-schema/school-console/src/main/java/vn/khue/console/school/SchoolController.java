package vn.khue.console.school;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.ConsoleException.Reason;
import vn.khue.console.gate.PersonGate;
import vn.khue.console.help.HelpAct;
import vn.khue.console.help.HelpDesk;
import vn.khue.console.people.Done;
import vn.khue.console.people.GroupKind;
import vn.khue.console.people.Place;
import vn.khue.console.people.Places;
import vn.khue.web.WebProperties;
import vn.khue.web.login.SignedInPerson;

/** The page on which school IT says where and when badges of the school work. */
@Controller
final class SchoolController {

    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_LABEL = 64;
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00";

    private final PersonGate gate;
    private final HelpDesk help;
    private final Places places;
    private final BadgePlacesDesk desk;
    private final WebProperties web;

    SchoolController(PersonGate gate, HelpDesk help, Places places, BadgePlacesDesk desk, WebProperties web) {
        this.gate = gate;
        this.help = help;
        this.places = places;
        this.desk = desk;
        this.web = web;
    }

    /** School IT has one school in a unit; nobody else has any. */
    @GetMapping("/school")
    String own(HttpServletRequest request, SignedInPerson person) {
        return places.staff(gate.ask(request, help::mine), person).stream()
                .findFirst()
                .map(place -> "redirect:" + path(place))
                .orElse("redirect:/classes");
    }

    @GetMapping("/school/{id}")
    String show(HttpServletRequest request, SignedInPerson person, Model model, @PathVariable("id") String id) {
        Place place = place(request, person, id);
        BadgePlaces set = set(request, place);
        fill(model, place, set, set.week());
        return "school";
    }

    /** @param networks in CIDR notation, between spaces, commas or line ends; the gate says which it takes */
    @PostMapping("/school/{id}/networks")
    String networks(
            HttpServletRequest request,
            SignedInPerson person,
            RedirectAttributes next,
            @PathVariable("id") String id,
            @RequestParam(name = "networks", defaultValue = "") String networks) {
        Place place = place(request, person, id);
        List<String> all = Stream.of(networks.strip().split("[\\s,;]+", -1))
                .filter(each -> !each.isEmpty())
                .toList();
        if (all.isEmpty() || networks.length() > LONGEST_TEXT) {
            throw new ConsoleException(
                    Reason.VALUES_REFUSED, "expected networks in CIDR notation, found " + all.size() + " words");
        }
        gate.ask(request, token -> {
            desk.setNetworks(token, place.id(), all);
            return place;
        });
        return done(next, place, HelpAct.SET_NETWORKS);
    }

    /** @param fields {@code opens1} to {@code closes7}, HH:mm; both empty is a day without school */
    @PostMapping("/school/{id}/hours")
    String hours(
            HttpServletRequest request,
            HttpServletResponse response,
            SignedInPerson person,
            Model model,
            RedirectAttributes next,
            @PathVariable("id") String id,
            @RequestParam Map<String, String> fields) {
        Place place = place(request, person, id);
        List<BadgePlaces.Day> week = new ArrayList<>();
        for (int weekday = 1; weekday <= 7; weekday++) {
            week.add(new BadgePlaces.Day(
                    weekday,
                    fields.getOrDefault("opens" + weekday, "").strip(),
                    fields.getOrDefault("closes" + weekday, "").strip()));
        }
        List<Integer> wrong = week.stream()
                .filter(day -> !good(day))
                .map(BadgePlaces.Day::weekday)
                .toList();
        if (!wrong.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            fill(model, place, set(request, place), week);
            model.addAttribute("wrong", wrong);
            return "school";
        }
        gate.ask(request, token -> {
            desk.setHours(
                    token,
                    place.id(),
                    week.stream().filter(day -> !day.opens().isEmpty()).toList());
            return place;
        });
        return done(next, place, HelpAct.SET_HOURS);
    }

    private static boolean good(BadgePlaces.Day day) {
        return (day.opens().isEmpty() && day.closes().isEmpty())
                || (day.opens().matches(TIME)
                        && day.closes().matches(TIME)
                        && day.opens().compareTo(day.closes()) < 0);
    }

    /** The answer is the code itself: nothing keeps it for a second look. */
    @PostMapping("/school/{id}/devices")
    String enrol(
            HttpServletRequest request,
            SignedInPerson person,
            Model model,
            @PathVariable("id") String id,
            @RequestParam(name = "label", defaultValue = "") String label) {
        Place place = place(request, person, id);
        String name = label.strip();
        if (name.isEmpty() || name.length() > LONGEST_LABEL) {
            throw new ConsoleException(
                    Reason.VALUES_REFUSED,
                    "expected a name of 1 to " + LONGEST_LABEL + " characters, found " + name.length());
        }
        model.addAttribute("place", place);
        model.addAttribute("label", name);
        model.addAttribute("device", gate.ask(request, token -> desk.enrol(token, place.id(), name)));
        model.addAttribute("address", web.issuer() + "/khue-badge/device");
        return "device";
    }

    @PostMapping("/school/{id}/devices/{device}/revoke")
    String revoke(
            HttpServletRequest request,
            SignedInPerson person,
            RedirectAttributes next,
            @PathVariable("id") String id,
            @PathVariable("device") UUID device) {
        Place place = place(request, person, id);
        gate.ask(request, token -> {
            desk.revoke(token, place.id(), device);
            return place;
        });
        return done(next, place, HelpAct.REVOKE_DEVICE);
    }

    private Place place(HttpServletRequest request, SignedInPerson person, String id) {
        return places.one(gate.ask(request, help::mine), person, GroupKind.STAFF, id);
    }

    private BadgePlaces set(HttpServletRequest request, Place place) {
        return gate.ask(request, token -> desk.of(token, place.id()));
    }

    private static void fill(Model model, Place place, BadgePlaces set, List<BadgePlaces.Day> week) {
        model.addAttribute("place", place);
        model.addAttribute("set", set);
        model.addAttribute("week", week);
        model.addAttribute("wrong", List.of());
    }

    private static String done(RedirectAttributes next, Place place, HelpAct act) {
        next.addFlashAttribute("done", new Done(act.name(), 1, List.of()));
        return "redirect:" + path(place);
    }

    private static String path(Place place) {
        return "/school/" + place.id();
    }
}
