// node make-scripts.mjs: writes src/Patina.Tokenizers/Unicode/ScriptTable.cs, the scripts of Unicode's Scripts.txt as this node's regular
// expressions know them. Writes the same bytes each time, with a node of the same version of Unicode.
import { writeFileSync } from "node:fs";

// Name and short name, as PropertyValueAliases.txt has them.
const names = (
  "Adlam/Adlm Ahom/Ahom Anatolian_Hieroglyphs/Hluw Arabic/Arab Armenian/Armn Avestan/Avst Balinese/Bali Bamum/Bamu Bassa_Vah/Bass Batak/Batk " +
  "Bengali/Beng Beria_Erfe/Berf Bhaiksuki/Bhks Bopomofo/Bopo Brahmi/Brah Braille/Brai Buginese/Bugi Buhid/Buhd Canadian_Aboriginal/Cans Carian/Cari " +
  "Caucasian_Albanian/Aghb Chakma/Cakm Cham/Cham Cherokee/Cher Chorasmian/Chrs Common/Zyyy Coptic/Copt Cuneiform/Xsux Cypriot/Cprt Cypro_Minoan/Cpmn " +
  "Cyrillic/Cyrl Deseret/Dsrt Devanagari/Deva Dives_Akuru/Diak Dogra/Dogr Duployan/Dupl Egyptian_Hieroglyphs/Egyp Elbasan/Elba Elymaic/Elym " +
  "Ethiopic/Ethi Garay/Gara Georgian/Geor Glagolitic/Glag Gothic/Goth Grantha/Gran Greek/Grek Gujarati/Gujr Gunjala_Gondi/Gong Gurmukhi/Guru " +
  "Gurung_Khema/Gukh Han/Hani Hangul/Hang Hanifi_Rohingya/Rohg Hanunoo/Hano Hatran/Hatr Hebrew/Hebr Hiragana/Hira Imperial_Aramaic/Armi Inherited/Zinh " +
  "Inscriptional_Pahlavi/Phli Inscriptional_Parthian/Prti Javanese/Java Kaithi/Kthi Kannada/Knda Katakana/Kana Kawi/Kawi Kayah_Li/Kali Kharoshthi/Khar " +
  "Khitan_Small_Script/Kits Khmer/Khmr Khojki/Khoj Khudawadi/Sind Kirat_Rai/Krai Lao/Laoo Latin/Latn Lepcha/Lepc Limbu/Limb Linear_A/Lina Linear_B/Linb " +
  "Lisu/Lisu Lycian/Lyci Lydian/Lydi Mahajani/Mahj Makasar/Maka Malayalam/Mlym Mandaic/Mand Manichaean/Mani Marchen/Marc Masaram_Gondi/Gonm " +
  "Medefaidrin/Medf Meetei_Mayek/Mtei Mende_Kikakui/Mend Meroitic_Cursive/Merc Meroitic_Hieroglyphs/Mero Miao/Plrd Modi/Modi Mongolian/Mong Mro/Mroo " +
  "Multani/Mult Myanmar/Mymr Nabataean/Nbat Nag_Mundari/Nagm Nandinagari/Nand New_Tai_Lue/Talu Newa/Newa Nko/Nkoo Nushu/Nshu Nyiakeng_Puachue_Hmong/Hmnp " +
  "Ogham/Ogam Ol_Chiki/Olck Ol_Onal/Onao Old_Hungarian/Hung Old_Italic/Ital Old_North_Arabian/Narb Old_Permic/Perm Old_Persian/Xpeo Old_Sogdian/Sogo " +
  "Old_South_Arabian/Sarb Old_Turkic/Orkh Old_Uyghur/Ougr Oriya/Orya Osage/Osge Osmanya/Osma Pahawh_Hmong/Hmng Palmyrene/Palm Pau_Cin_Hau/Pauc " +
  "Phags_Pa/Phag Phoenician/Phnx Psalter_Pahlavi/Phlp Rejang/Rjng Runic/Runr Samaritan/Samr Saurashtra/Saur Sharada/Shrd Shavian/Shaw Siddham/Sidd " +
  "Sidetic/Sidt SignWriting/Sgnw Sinhala/Sinh Sogdian/Sogd Sora_Sompeng/Sora Soyombo/Soyo Sundanese/Sund Sunuwar/Sunu Syloti_Nagri/Sylo Syriac/Syrc " +
  "Tagalog/Tglg Tagbanwa/Tagb Tai_Le/Tale Tai_Tham/Lana Tai_Viet/Tavt Tai_Yo/Tayo Takri/Takr Tamil/Taml Tangsa/Tnsa Tangut/Tang Telugu/Telu Thaana/Thaa " +
  "Thai/Thai Tibetan/Tibt Tifinagh/Tfng Tirhuta/Tirh Todhri/Todr Tolong_Siki/Tols Toto/Toto Tulu_Tigalari/Tutg Ugaritic/Ugar Vai/Vaii Vithkuqi/Vith " +
  "Wancho/Wcho Warang_Citi/Wara Yezidi/Yezi Yi/Yiii Zanabazar_Square/Zanb " +
  "").trim().split(" ").map((pair) => pair.split("/"));

const width = 145;
const hex = (scalar) => scalar.toString(16).toUpperCase();
const rangesOf = (name) => {
  const script = new RegExp(`^\\p{Script=${name}}$`, "u");
  const ranges = [];
  for (let scalar = 0; scalar < 0x110000; scalar++) {
    if ((scalar >= 0xd800 && scalar < 0xe000) || !script.test(String.fromCodePoint(scalar))) continue;
    if (ranges.at(-1)?.[1] === scalar - 1) ranges.at(-1)[1] = scalar;
    else ranges.push([scalar, scalar]);
  }
  return ranges;
};
const wrap = (words) => words.reduce((lines, word) => {
  if (lines.at(-1).length + word.length < width) lines[lines.length - 1] += ` ${word}`;
  else lines.push(`  ${word}`);
  return lines;
}, [words.shift()]);

const rows = names.flatMap(([name, short]) =>
  wrap([`${name}/${short}:`, ...rangesOf(name).map(([first, last]) => (first === last ? hex(first) : `${hex(first)}-${hex(last)}`))]));
const text = `namespace Patina.Tokenizers.Unicode;

/// <summary>Which scalars belong to which script: name, short name, and ranges in hexadecimal digits. Read it with <see cref="Scripts"/>.</summary>
/// <remarks>Unicode ${process.versions.unicode}, written by tests/peers/make-scripts.mjs.</remarks>
internal static class ScriptTable
{
    public const string Text =
        """
${rows.map((row) => `        ${row}`).join("\n")}
        """;
}
`;
writeFileSync(new URL("../../src/Patina.Tokenizers/Unicode/ScriptTable.cs", import.meta.url), text);
