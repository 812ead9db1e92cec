// The Query API answers XML. An element with text is a string, one with `member` children an array, any other an
// object by its children's names; a map's `entry`s become an object by their keys.

export type Xml = string | Xml[] | { [name: string]: Xml };
export type XmlObject = { [name: string]: Xml };

export function parse_xml(text: string): XmlObject {
  const read = new DOMParser().parseFromString(text, "text/xml");
  const root = read.documentElement;
  if (!root || read.querySelector("parsererror")) throw new Error("the answer is no XML");
  return { [root.localName]: value_of(root) };
}

function value_of(element: Element): Xml {
  const children = Array.from(element.children);
  if (children.length === 0) return element.textContent ?? "";
  if (children.every((child) => child.localName === "member")) return children.map(value_of);
  if (children.every((child) => child.localName === "entry")) {
    return Object.fromEntries(
      children.map((child) => {
        const entry = value_of(child) as XmlObject;
        return [text_of(entry.key), entry.value ?? ""];
      }),
    );
  }
  return Object.fromEntries(children.map((child) => [child.localName, value_of(child)]));
}

export const text_of = (value: Xml | undefined) => (typeof value === "string" ? value : "");
/** A list that is empty, or absent, is []. */
export const list_of = (value: Xml | undefined): Xml[] => (Array.isArray(value) ? value : []);
export const objects_of = (value: Xml | undefined) => list_of(value).filter(is_object);
export const object_of = (value: Xml | undefined): XmlObject => (value !== undefined && is_object(value) ? value : {});

function is_object(value: Xml): value is XmlObject {
  return typeof value === "object" && !Array.isArray(value);
}
