-- What Quarto would do, for the embedded engine: conditional content, callouts, the numbers of
-- sections, tables and figures, and references to them. Runs after corrigenda.lua and before
-- citeproc. Anything that it does not know stops the build.

local html = FORMAT:match("^html") ~= nil
local writer = html and "html" or "typst"
local problems = {}
local function problem(text) problems[#problems + 1] = text end

-- In Typst a blank line ends a paragraph, and Pandoc leaves none between raw blocks.
local function raw(text) return pandoc.RawBlock(writer, html and text or text .. "\n\n") end
local function inline(text) return pandoc.RawInline(writer, text) end
local function class_with(element, prefix)
  for _, class in ipairs(element.classes) do
    if class:sub(1, #prefix) == prefix then return class end
  end
end

-- Conditional content -----------------------------------------------------------------------

local function visible(element)
  local condition = class_with(element, "content-")
  if condition ~= "content-visible" and condition ~= "content-hidden" then return nil end
  local holds = true
  local when, unless = element.attributes["when-format"], element.attributes["unless-format"]
  for _, name in ipairs({ when or writer, unless or writer }) do
    if name ~= "html" and name ~= "typst" then problem('no format is called "' .. name .. '".') end
  end
  if when then holds = holds and when == writer end
  if unless then holds = holds and unless ~= writer end
  if condition == "content-hidden" then holds = not holds end
  return holds
end

local function conditional(element)
  local shown = visible(element)
  if shown == nil then return nil end
  return shown and element.content or {}
end

-- Callouts ----------------------------------------------------------------------------------

local titles = {
  note = "Note", tip = "Tip", warning = "Warning", caution = "Caution", important = "Important",
}

local function callout(div)
  local kind = (class_with(div, "callout-") or ""):match("^callout%-(.+)$")
  if not kind then return nil end
  if not titles[kind] then problem('no callout is called "' .. kind .. '".') return nil end
  local title, content = pandoc.Inlines(div.attributes.title or titles[kind]), div.content
  if content[1] and content[1].t == "Header" then
    title = content[1].content
    content:remove(1)
  end
  local blocks = pandoc.Blocks({})
  if html then
    blocks:insert(raw('<div class="callout callout-' .. kind .. '" role="note">'))
    blocks:insert(pandoc.Div(pandoc.Para(title), pandoc.Attr("", { "callout-title" })))
    blocks:extend(content)
    blocks:insert(raw("</div>"))
  else
    local opening = pandoc.Inlines({ inline('#callout(kind: "' .. kind .. '", title: [') })
    opening:extend(title)
    opening:insert(inline("])["))
    blocks:insert(pandoc.Plain(opening))
    blocks:extend(content)
    blocks:insert(raw("]"))
  end
  return blocks
end

-- Numbers -----------------------------------------------------------------------------------

local kinds = {
  tbl = { word = "Table", kind = "table", position = "top" },
  fig = { word = "Figure", kind = "image", position = "top" },
  sec = { word = "Section" },
}
local numbers = {} -- id -> what a reference shows, such as "2.1"
local counters = { tbl = 0, fig = 0 }
local sections = { 0, 0, 0, 0, 0, 0 }

local function kind_of(id) return id:match("^(%l+)%-") end

local function count_section(header)
  if header.classes:includes("unnumbered") then return nil end
  sections[header.level] = sections[header.level] + 1
  for level = header.level + 1, 6 do sections[level] = 0 end
  numbers[header.identifier] = table.concat(sections, ".", 1, header.level)
end

-- The title is the page's only heading of level 1; the numbers go into the contents, too.
local function html_heading(header)
  if not html then return nil end
  local number = not header.classes:includes("unnumbered") and numbers[header.identifier]
  if number then
    header.content:insert(1, pandoc.Space())
    header.content:insert(1, pandoc.Span(number, pandoc.Attr("", { "section-number" })))
  end
  header.level = header.level + 1
  return header
end

local function count_float(div)
  local kind = kind_of(div.identifier)
  if not counters[kind] then return nil end
  counters[kind] = counters[kind] + 1
  numbers[div.identifier] = tostring(counters[kind])
end

-- Tables and figures ------------------------------------------------------------------------

local function html_float(div, kind, caption)
  local label = kinds[kind].word .. "\u{a0}" .. numbers[div.identifier]
  local head = pandoc.Inlines({
    inline("<figcaption>"),
    pandoc.Span(pandoc.Inlines({ label }), pandoc.Attr("", { "exhibit-label" })),
    pandoc.Space(),
    pandoc.Span(caption, pandoc.Attr("", { "exhibit-caption" })),
    inline("</figcaption>"),
  })
  local blocks = pandoc.Blocks({
    raw('<figure class="exhibit exhibit-' .. kind .. '" id="' .. div.identifier .. '">'),
    pandoc.Plain(head),
  })
  blocks:extend(div.content)
  blocks:insert(raw("</figure>"))
  return blocks
end

local function typst_float(div, kind, caption)
  local float = kinds[kind]
  local opening = pandoc.Inlines({
    inline("#figure(kind: " .. float.kind .. ", supplement: [" .. float.word .. "], "
      .. "caption: figure.caption(position: " .. float.position .. ", ["),
  })
  opening:extend(caption)
  opening:insert(inline("]))["))
  local blocks = pandoc.Blocks({ pandoc.Plain(opening) })
  blocks:extend(div.content)
  blocks:insert(raw("] <" .. div.identifier .. ">"))
  return blocks
end

local function float(div)
  local kind = kind_of(div.identifier)
  if not counters[kind] then return nil end
  local caption = div.content:remove(#div.content)
  if not caption or (caption.t ~= "Para" and caption.t ~= "Plain") or #div.content == 0 then
    problem('"' .. div.identifier .. '" needs its content and, as last paragraph, a caption.')
    return nil
  end
  return (html and html_float or typst_float)(div, kind, caption.content)
end

-- Pandoc would make every table a numbered figure.
local function unnumbered_table(tabular)
  if #tabular.caption.long > 0 then
    problem("a table has a caption but no id: put it into ::: {#tbl-…}.")
  end
  tabular.classes:insert("typst:no-figure")
  return tabular
end

-- A comment is no part of the report, and none is published with it.
local function foreign(element)
  if element.format == "html" and not element.text:gsub("<!%-%-.-%-%->", ""):find("%S") then
    return {}
  elseif element.format ~= writer then
    local shown = element.text:gsub("%s+", " "):match("^ ?(.-) ?$")
    problem("raw " .. element.format .. " (" .. shown .. ") would be lost.")
  end
end

local function refused(element)
  problem("a " .. element.t:lower() .. " (" .. pandoc.utils.stringify(element) .. ") is not known.")
end

-- References --------------------------------------------------------------------------------

local function reference(citation)
  local id, kind = citation.id, kind_of(citation.id)
  if not numbers[id] then
    problem("the reference @" .. id .. " leads nowhere.")
    return {}
  elseif #citation.suffix > 0 then
    problem("the reference @" .. id .. " cannot hold more text: write it behind the bracket.")
  end
  local word = pandoc.Inlines(kinds[kind].word .. "\u{a0}")
  if #citation.prefix > 0 then
    word = citation.prefix .. { pandoc.Str("\u{a0}") }
  elseif citation.mode == "SuppressAuthor" then
    word = pandoc.Inlines({})
  end
  word:insert(pandoc.Str(numbers[id]))
  return { pandoc.Link(word, "#" .. id, "", html and pandoc.Attr("", { "reference" }) or {}) }
end

local function resolve(cite)
  local inlines, others = pandoc.Inlines({}), 0
  for _, citation in ipairs(cite.citations) do
    if kinds[kind_of(citation.id) or ""] then
      if #inlines > 0 then inlines:extend({ pandoc.Str(","), pandoc.Space() }) end
      inlines:extend(reference(citation))
    else
      others = others + 1
    end
  end
  if #inlines == 0 and others > 0 then return nil end
  if others > 0 then problem("one bracket holds references and citations: part them.") end
  return inlines
end

-- Title block -------------------------------------------------------------------------------

local months = { "January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December" }

local function long_date(text)
  local year, month, day = text:match("^(%d+)-(%d+)-(%d+)$")
  if not year then return text end
  return string.format("%d %s %s", tonumber(day), months[tonumber(month)] or month, year)
end

local function is_list(value) return pandoc.utils.type(value) == "List" end

local function is_table(value) return pandoc.utils.type(value) == "table" end

-- The parts of a name in the order in which they are read; none stands apart behind an apostrophe.
local function joined(name)
  local function text(part) return name[part] and pandoc.utils.stringify(name[part]) or "" end
  if text("literal") ~= "" and (text("suffix") == "" or text("family") == "") then
    return text("literal")
  end
  local parts = pandoc.List({ "given", "dropping-particle", "non-dropping-particle", "family",
    "suffix" }):map(text):filter(function(part) return part ~= "" end)
  return (table.concat(parts, " "):gsub("' ", "'"):gsub("’ ", "’"))
end

local function name_of(item)
  local name = is_table(item) and item.name or item
  return is_table(name) and joined(name) or pandoc.utils.stringify(name)
end

local function names(value)
  if value == nil then return pandoc.List({}) end
  return pandoc.List(is_list(value) and value or { value }):map(name_of)
end

local function author(item)
  local name = name_of(item)
  local affiliations = is_table(item) and names(item.affiliations or item.affiliation) or {}
  if name == "" then problem("an author has no name.") end
  for _, place in ipairs(affiliations) do
    if place == "" then problem("an affiliation of " .. name .. " has no name.") end
  end
  return { name = name, affiliations = #affiliations > 0 and affiliations or nil }
end

local function typst_string(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ") .. '"'
end

local function describe(meta)
  local authors = pandoc.List(is_list(meta.author) and meta.author or { meta.author }):map(author)
  local only_names = authors:map(function(one) return one.name end)
  meta.author = nil
  meta.authors, meta["author-names"] = authors, table.concat(only_names, ", ")
  if meta.date then
    meta["date-iso"] = pandoc.utils.stringify(meta.date)
    meta.date = long_date(meta["date-iso"])
  end
  if writer == "typst" then
    local quoted = only_names:map(typst_string)
    meta["author-strings"] = inline(table.concat(quoted, ", ") .. (#quoted > 0 and "," or ""))
    local language, region = pandoc.utils.stringify(meta.lang):match("^(%a+)%-?(%a*)$")
    meta["lang-code"], meta["lang-region"] = language, region ~= "" and region or nil
    local year, month, day = (meta["date-iso"] or ""):match("^(%d+)-0?(%d+)-0?(%d+)$")
    meta["date-year"], meta["date-month"], meta["date-day"] = year, month, day
    meta["title-string"] = inline(typst_string(pandoc.utils.stringify(meta.title)))
  end
  return meta
end

local function finish(doc)
  if #problems > 0 then error("\ncorrigenda: " .. table.concat(problems, "\ncorrigenda: ")) end
  return doc
end

return {
  { Div = conditional, Span = conditional },
  { Div = callout },
  { traverse = "topdown", Header = count_section, Div = count_float },
  { Table = unnumbered_table, RawBlock = foreign, RawInline = foreign, Math = refused,
    Image = refused },
  { Div = float, Header = html_heading },
  { Cite = resolve },
  { Meta = describe },
  { Pandoc = finish },
}
