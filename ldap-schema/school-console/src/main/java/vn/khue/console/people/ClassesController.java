package vn.khue.console.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.khue.console.help.HelpPlaces;
import vn.khue.web.login.SignedInPerson;

/** Which classes, and whose staff, the person may help. */
@Controller
final class ClassesController {

    private final GroupPages pages;

    ClassesController(GroupPages pages) {
        this.pages = pages;
    }

    @GetMapping("/classes")
    String classes(HttpServletRequest request, SignedInPerson person, Model model) {
        HelpPlaces mine = pages.mine(request);
        List<Place> classes = pages.classes(mine, person);
        List<Place> staff = pages.staff(mine, person);
        boolean elsewhere = pages.elsewhere(mine, person);
        if (classes.size() == 1 && staff.isEmpty() && !elsewhere) {
            return "redirect:" + classes.get(0).path();
        }
        model.addAttribute("classes", classes);
        model.addAttribute("sizes", mine.classes());
        model.addAttribute("staff", staff);
        model.addAttribute("elsewhere", elsewhere);
        return "classes";
    }

    /** School IT has one list of staff in a unit; nobody else has any. */
    @GetMapping("/staff")
    String staff(HttpServletRequest request, SignedInPerson person) {
        return pages.staff(pages.mine(request), person).stream()
                .findFirst()
                .map(place -> "redirect:" + place.path())
                .orElse("redirect:/classes");
    }
}
