// Shows class and photo beside a verdict, and what this device holds.

export class RosterView {
  /** @param panel of the verdict; state and advice: elements; tools: what is there only with a pack; load: link without one */
  constructor(panel, { state, wipe, load }, words) {
    Object.assign(this, { panel, state, wipe, load, words });
    this.part = name => panel.querySelector(`[data-part=${name}]`);
  }

  /** @param entry of the pack, or undefined */
  async show(entry) {
    this.part("class").textContent = entry?.class ?? "";
    this.part("classrow").hidden = !entry?.class;
    const canvas = this.part("photo");
    canvas.hidden = true;
    if (!entry?.photo) return;
    try {
      const bytes = Uint8Array.from(atob(entry.photo), letter => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d").drawImage(picture, 0, 0);
      canvas.hidden = false;
    } catch {
      // No picture is better than none of the verdict.
    }
  }

  clear() {
    this.part("class").textContent = "";
    this.part("classrow").hidden = true;
    const canvas = this.part("photo");
    canvas.hidden = true;
    canvas.width = 0;
  }

  about(roster) {
    const { loaded } = roster;
    this.state.textContent = loaded
      ? this.words.say("roster.held", roster.unit, roster.people.size, this.words.clock(roster.until)) : this.words.say("roster.none");
    this.wipe.hidden = !loaded;
    this.load.hidden = loaded;
  }
}
