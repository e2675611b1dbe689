import { expect } from "chai";
import { loadDefaultFont } from "../../src/page/font.ts";

describe("the font of the package", () => {
  it("is the file that its prints name", async () => {
    expect((await loadDefaultFont()).digest).to.equal(
      "5701abfc2df1afc745eef6e0b79ef2026688340c1220988b51f96f472daf8bd0",
    );
  });

  it("has all of GB 2312's Chinese characters", async () => {
    const font = await loadDefaultFont();
    const decoder = new TextDecoder("gbk");
    const missing: string[] = [];
    let seen = 0;
    for (let row = 0xb0; row <= 0xf7; row += 1) {
      for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell += 1) {
        const character = decoder.decode(Uint8Array.of(row, cell));
        seen += 1;
        if (!font.has(character.codePointAt(0) ?? 0)) missing.push(character);
      }
    }
    expect(seen).to.equal(6763);
    expect(missing).to.deep.equal([]);
  });

  it("has characters of names beyond GB 2312, Vietnamese, currencies and full-width forms", async () => {
    const font = await loadDefaultFont();
    for (const character of "堃喆璟彧赟昇翀珺煊龑ĂăĐđƠơƯưỐốỘộỨứỮữỹ€¥￥№℃±×①✓□■（）＃Ａｚ９") {
      expect(font.has(character.codePointAt(0) ?? 0), character).to.equal(true);
    }
  });
});
