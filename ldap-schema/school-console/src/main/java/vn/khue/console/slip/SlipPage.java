package vn.khue.console.slip;

import java.util.List;
import org.springframework.ui.Model;
import vn.khue.console.help.HelpAct;

/**
 * The page that shows what was made, once.
 *
 * @param act that made it
 * @param heading on each slip
 * @param backTo path of the page to go on with
 * @param backText of the link there
 */
public record SlipPage(HelpAct act, String heading, String backTo, String backText) {

    /** Name of the view. */
    public String show(Model model, List<PrintedSlip> slips) {
        model.addAttribute("act", act);
        model.addAttribute("heading", heading);
        model.addAttribute("backTo", backTo);
        model.addAttribute("backText", backText);
        model.addAttribute("slips", slips);
        return "slips";
    }
}
